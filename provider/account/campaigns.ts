import type { LiveCampaign } from "../campaigns/campaign";
import type { CampaignManagement } from "../service/campaignManagement";
import { linkApi } from "./campaignApi";
import type { Claims } from "./claims";
import { Entities, type EntityEnvironment } from "./entities";
import type { Lane } from "./lane";
import { planCampaigns } from "./plan/planCampaigns";
import type { CampaignOutcome, CampaignRequest } from "./plan/requests";
import { writeLinks } from "./write/writeLinks";

/** The campaigns of an account that resources ask for: only those are read. */
export class Campaigns {
  readonly #known = new Set<string>();
  readonly #expected = new Set<string>();
  readonly #entities: Entities<LiveCampaign, CampaignRequest>;
  #reading: Promise<void> = Promise.resolve();

  constructor(service: CampaignManagement, environment: EntityEnvironment, lane: Lane, claims: Claims) {
    const links = linkApi(service, this.#known);
    const kind = { api: links.reading, claims, plan: planCampaigns, write: writeLinks(links) };
    this.#entities = new Entities(kind, environment, lane);
  }

  /** These will be asked for: the first read takes them along, since Pulumi asks for one after the other. */
  expect(ids: readonly string[]): void {
    for (const id of ids) this.#expected.add(id);
  }

  /** A campaign as it is live; undefined where the account shows none of that id. Those that are asked for at once are read in one call. */
  async live(id: string): Promise<LiveCampaign | undefined> {
    if (!this.#known.has(id)) {
      for (const each of [id, ...this.#expected]) this.#known.add(each);
      // What is asked for while another read is under way joins the next one.
      const before = this.#reading.catch(() => {});
      this.#reading = before.then(() => this.#entities.include([...this.#known]));
    }
    await this.#reading;
    return (await this.#entities.snapshot([id])).byId.get(id);
  }

  apply(requests: readonly CampaignRequest[]): Promise<readonly CampaignOutcome[]> {
    for (const { id } of requests) this.#known.add(id);
    return this.#entities.apply(requests);
  }
}
