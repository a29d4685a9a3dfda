import type { LiveCampaign } from "../campaigns/campaign";
import type { Difference } from "../goals/difference";
import { MOST_IN_CALL } from "../goals/limits";
import type {
  CampaignLink,
  CampaignManagement,
  ItemError,
  ItemResult,
  WriteResult,
} from "../service/campaignManagement";
import { MsadsError, withItems } from "../service/errors";
import type { EntityApi, Payload } from "./plan/writePlan";
import type { Fields } from "./write/auditEvent";

/** The campaigns of an account, and the two ways to write their links; each for one set of steps. */
export interface LinkApi {
  readonly reading: EntityApi<LiveCampaign>;
  adding(): EntityApi<LiveCampaign>;
  deleting(): EntityApi<LiveCampaign>;
}

/** `known`: the campaigns that resources have asked for; to Microsoft nothing is "all" of an account without a word on types. */
export function linkApi(service: CampaignManagement, known: ReadonlySet<string>): LinkApi {
  const read = (ids: readonly string[]) => inParts(ids, (part) => service.getCampaigns(part));
  const reading: EntityApi<LiveCampaign> = {
    kind: "campaign",
    noun: "campaign",
    nameTaken: 0,
    addOperation: "",
    updateOperation: "",
    add: () => Promise.reject(new Error("No campaign is added.")),
    update: () => Promise.reject(new Error("Links are added and deleted.")),
    list: () => read([...known]),
    read,
    notTaken: () => [],
    fieldsOf: ({ goalIds }) => ({ goalIds }),
    sent: ({ fields }, before) => ({ goalIds: linked(fields, idsOf(before?.goalIds)) }),
    isJudgedByReading: true,
  };
  return {
    reading,
    adding: () => ({
      ...reading,
      updateOperation: "AddCampaignConversionGoals",
      update: writeLeft(read, missing, (links) => service.addCampaignConversionGoals(links)),
      notTaken: (payload, live) => notTaken(payload, missing(payload, live), live),
    }),
    deleting: () => ({
      ...reading,
      updateOperation: "DeleteCampaignConversionGoals",
      update: writeLeft(read, remaining, (links) => service.deleteCampaignConversionGoals(links)),
      notTaken: (payload, live) => notTaken(payload, remaining(payload, live), live),
    }),
  };
}

/** The goals of a campaign once a payload is carried out. */
function linked({ add, remove }: Fields, before: readonly string[]): readonly string[] {
  const gone = new Set(idsOf(remove));
  return [...new Set([...before, ...idsOf(add)])].filter((id) => !gone.has(id)).sort();
}

/** Does it with as many items at once as a call takes. */
export async function inParts<T, R>(
  items: readonly T[],
  work: (part: readonly T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const done: R[] = [];
  for (let start = 0; start < items.length; start += MOST_IN_CALL)
    done.push(...(await work(items.slice(start, start + MOST_IN_CALL))));
  return done;
}

/** The goals of a payload that a campaign does not show. */
function missing({ fields }: Payload, { goalIds }: LiveCampaign): readonly string[] {
  return idsOf(fields.add).filter((id) => !goalIds.includes(id));
}

/** The goals that it shows still. */
function remaining({ fields }: Payload, { goalIds }: LiveCampaign): readonly string[] {
  return idsOf(fields.remove).filter((id) => goalIds.includes(id));
}

function idsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function notTaken(
  { fields, secret = [] }: Payload,
  left: readonly string[],
  live: LiveCampaign,
): readonly Difference[] {
  if (left.length === 0) return [];
  const wanted =
    fields.add === undefined
      ? live.goalIds.filter((id) => !left.includes(id))
      : [...live.goalIds, ...left].sort();
  const isSecret = secret.includes("goalIds");
  return [
    { name: "goalIds", path: "goalIds", kind: "ids", wanted, live: live.goalIds, why: "edited", isSecret },
  ];
}

type Items = readonly (Payload & { readonly id: string })[];

/**
 * Writes links, those of all campaigns in one call. Nobody says what it means to the service to add a link that is there, or to delete one that is
 * not: so what is sent again, after an unknown outcome, is only what the campaigns then lack.
 */
function writeLeft(
  read: (ids: readonly string[]) => Promise<readonly (LiveCampaign | null)[]>,
  left: (payload: Payload, live: LiveCampaign) => readonly string[],
  send: (links: readonly CampaignLink[]) => Promise<WriteResult<undefined>>,
) {
  let isFirst = true;
  return async (items: Items): Promise<WriteResult<undefined>> => {
    const lives = isFirst ? undefined : await read(items.map(({ id }) => id));
    isFirst = false;
    const owned = items.flatMap((item, owner) => {
      const live = lives?.[owner];
      const goals = live ? left(item, live) : [...idsOf(item.fields.add), ...idsOf(item.fields.remove)];
      return goals.map((goalId) => ({ owner, link: { campaignId: item.id, goalId } }));
    });
    const trackingIds: string[] = [];
    const results = await inParts(owned, async (part) => {
      try {
        const { items: done, trackingId } = await send(part.map(({ link }) => link));
        if (trackingId !== undefined) trackingIds.push(trackingId);
        return done;
      } catch (error) {
        throw error instanceof MsadsError ? withItems(error, ofOwners(error.items, part)) : error;
      }
    });
    const errors = results.map(errorsIn).flatMap((found, at) => ofOwner(found, owned[at]?.owner));
    return { trackingId: trackingIds.at(-1), items: items.map((_, owner) => resultOf(owner, errors)) };
  };
}

function errorsIn(result: ItemResult<undefined>): readonly ItemError[] {
  return result.ok ? [] : result.errors;
}

function ofOwner(errors: readonly ItemError[], owner: number | undefined): readonly ItemError[] {
  return owner === undefined ? [] : errors.map((error) => ({ ...error, index: owner }));
}

/** Errors of links as errors of the campaigns that they are of. */
function ofOwners(
  errors: readonly ItemError[],
  links: readonly { readonly owner: number }[],
): readonly ItemError[] {
  return errors.flatMap((error) => ofOwner([error], links[error.index]?.owner));
}

function resultOf(owner: number, errors: readonly ItemError[]): ItemResult<undefined> {
  const own = errors.filter(({ index }) => index === owner);
  return own.length === 0 ? { ok: true, value: undefined } : { ok: false, errors: own };
}
