import type { GoalType } from "../../goals/definition";
import { goalTypesOf } from "../../goals/definitions";
import type { AccountRef } from "../../service/campaignManagement";
import type { Operation } from "../../service/wire/operations";
import type { How } from "./caller";
import { isUnknown, LAG_MS, Making, type MakingOptions, Stopped, TRIES } from "./making";
import { Flags, goal, ids, List, type Parts, type TypedGoal } from "./message";
import { MOST_GOALS, MOST_TAGS } from "./own";
import type { Reply, Seen } from "./reply";
import { NotAsked } from "./verdict";

/** What the calls of one run share. */
export interface KitOptions extends MakingOptions {
  readonly date: () => Date;
}

/** What probes ask with. All that they make is noted as the run's own, an accepted mistake too. */
export class Kit {
  readonly #stock = new Map<string, Promise<string>>();
  readonly #making: Making;

  constructor(private readonly options: KitOptions) {
    this.#making = new Making(options);
  }

  get transport(): "soap" | "rest" {
    return this.options.caller.transport;
  }

  get account(): AccountRef {
    return this.options.caller.account;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.options.date().getTime();
  }

  /** A name that nothing has had yet. */
  newName(what: "goal" | "tag" = "goal"): string {
    return this.options.own.newName(what);
  }

  /** One call that makes nothing. A write of it may be sent again: it changes only what is the run's own, and in the same way. */
  async call(operation: Operation, parts: Parts, how?: How): Promise<Reply> {
    for (let tries = 1; ; tries += 1) {
      if (this.options.stop.aborted) throw new Stopped();
      try {
        return await this.options.caller.call(operation, parts, how);
      } catch (error) {
        if (!isUnknown(error) || tries >= TRIES) throw error;
        await this.options.sleep(LAG_MS);
      }
    }
  }

  /** AddConversionGoals of goals with these names; what is accepted is the run's own from then on. */
  async addGoals(goals: readonly TypedGoal[], how?: How): Promise<Reply> {
    this.#room("conversion goals", this.options.own.goals.length + goals.length, MOST_GOALS);
    const parts = { ConversionGoals: new List("ConversionGoal", goals) };
    const reply = await this.#making.send("AddConversionGoals", parts, namesIn(goals), how);
    for (const id of idsIn(reply)) if (id !== undefined) this.options.own.addGoal(id);
    return reply;
  }

  async addTags(tags: readonly Parts[], how?: How): Promise<Reply> {
    this.#room("UET tags", this.options.own.tags.length + tags.length, MOST_TAGS);
    const parts = { UetTags: new List("UetTag", tags) };
    const reply = await this.#making.send(
      "AddUetTags",
      parts,
      namesIn(tags.map((fields) => ({ fields }))),
      how,
    );
    for (const tag of reply.all("UetTags", "UetTag")) this.options.own.addTag(tag.value("Id"));
    return reply;
  }

  /** The id of a goal that a probe needs; ends the probe where it is refused. */
  async made(type: GoalType, fields: Parts = {}, how?: How): Promise<string> {
    const reply = await this.addGoals([goal(type, await this.good(type, fields))], how);
    const [id] = idsIn(reply);
    if (id === undefined)
      throw new NotAsked(`the goal that it needs was refused (${reply.codes.join(", ")})`);
    return id;
  }

  /** Fields that the service accepts for a new goal of Account scope, with a name of its own. */
  async good(type: GoalType, fields: Parts = {}): Promise<Parts> {
    const own: Parts = { ...GOOD[type], ...(ON_TAG.has(type) ? { TagId: await this.tag() } : {}) };
    return { Scope: "Account", ...own, Name: this.newName(), ...fields };
  }

  /** The shared tag of the run. */
  tag(): Promise<string> {
    return this.#once("tag", async () => {
      const reply = await this.addTags([{ Name: this.newName("tag") }]);
      const id = reply.first("UetTags", "UetTag")?.value("Id");
      if (id === undefined)
        throw new NotAsked(`the tag that it needs was refused (${reply.codes.join(", ")})`);
      return id;
    });
  }

  /** A goal that probes share: they leave it as it was. */
  shared(type: "Url" | "Event" | "OfflineConversion"): Promise<string> {
    return this.#once(type, () => this.made(type));
  }

  /** UpdateConversionGoals of one goal of the run. */
  update(type: GoalType, id: string, fields: Parts): Promise<Reply> {
    return this.call("UpdateConversionGoals", {
      ConversionGoals: new List("ConversionGoal", [goal(type, { Id: id, ...fields })]),
    });
  }

  /** An update that a probe needs; ends the probe where it is refused. */
  async updated(type: GoalType, id: string, fields: Parts): Promise<void> {
    const reply = await this.update(type, id, fields);
    if (!reply.accepted)
      throw new NotAsked(`the change that it needs was refused (${reply.codes.join(", ")})`);
  }

  /** A goal as the service shows it, with these additional fields; undefined where it shows none. */
  async seen(id: string, ...asked: readonly string[]): Promise<Seen | undefined> {
    const reply = await this.call("GetConversionGoalsByIds", {
      ConversionGoalIds: ids(id),
      ConversionGoalTypes: new Flags(goalTypesOf(13)),
      ...(asked.length === 0 ? {} : { ReturnAdditionalFields: new Flags(asked) }),
    });
    return reply.first("ConversionGoals", "ConversionGoal");
  }

  #once(key: string, make: () => Promise<string>): Promise<string> {
    const known = this.#stock.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#stock.set(key, made);
    // The next probe tries again.
    made.catch(() => this.#stock.delete(key));
    return made;
  }

  #room(what: string, wanted: number, most: number): void {
    if (wanted > most) throw new NotAsked(`the run has made its ${most} ${what}`);
  }
}

const ON_TAG: ReadonlySet<GoalType> = new Set(["Url", "Duration", "PagesViewedPerVisit", "Event"]);

const GOOD: Readonly<Record<string, Parts>> = {
  Url: { GoalCategory: "Purchase", UrlExpression: "/msads-parity", UrlOperator: "Contains" },
  Duration: { MinimumDurationInSeconds: 60 },
  Event: { GoalCategory: "Contact", ActionExpression: "msads-parity", ActionOperator: "Equals" },
  OfflineConversion: { GoalCategory: "Purchase" },
};

/** The new ids of an answer to AddConversionGoals, by place; undefined where a goal was refused. */
export function idsIn(reply: Reply): readonly (string | undefined)[] {
  return reply
    .list("ConversionGoalIds", "long")
    .map((id) => (typeof id === "string" && id !== "" ? id : undefined));
}

function namesIn(items: readonly { readonly fields: Parts }[]): readonly string[] {
  return items.flatMap(({ fields }) => (typeof fields.Name === "string" ? [fields.Name] : []));
}
