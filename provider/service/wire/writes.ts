import { MOST_IN_CALL } from "../../goals/limits";
import type { LiveTag } from "../../tags/tag";
import type {
  GoalToAdd,
  GoalToUpdate,
  ItemError,
  TagToAdd,
  TagToUpdate,
  WriteResult,
} from "../campaignManagement";
import { AnswerProblem } from "./answerProblem";
import { decodeTag } from "./decode";
import type { Members, Node } from "./dialect";
import { encodeGoal, encodeTag, notSent } from "./encode";
import { member } from "./nodes";
import type { Operation } from "./operations";
import { itemErrors, itemResults } from "./partialErrors";
import type { Answered, Transport } from "./transport";

export function addConversionGoals(
  transport: Transport,
  goals: readonly GoalToAdd[],
): Promise<WriteResult<string>> {
  const { dialect } = transport;
  return write(
    transport,
    "AddConversionGoals",
    goals.length,
    () => encoded(transport, "AddConversionGoals", goals, { ConversionGoals: "ConversionGoal" }),
    (answered, errors) => {
      const ids = dialect.items(member(answered.result, "ConversionGoalIds", dialect), "long", dialect);
      const read = aligned(ids, goals.length, errors).map((id) => {
        if (id === null || id === undefined) return undefined;
        if (typeof id !== "string" || !/^[0-9]{1,19}$/.test(id.trim()))
          throw new AnswerProblem("MalformedAnswer", "an id of a new goal is not a number");
        return id.trim();
      });
      return eachItsOwn(read, "goals", (id) => id);
    },
  );
}

export function updateConversionGoals(
  transport: Transport,
  goals: readonly GoalToUpdate[],
): Promise<WriteResult<undefined>> {
  const operation = "UpdateConversionGoals";
  const members = () => encoded(transport, operation, goals, { ConversionGoals: "ConversionGoal" });
  return writeEach(transport, operation, goals.length, members);
}

export function addUetTags(transport: Transport, tags: readonly TagToAdd[]): Promise<WriteResult<LiveTag>> {
  const { dialect } = transport;
  const members = () => encoded(transport, "AddUetTags", tags, { UetTags: "UetTag" });
  return write(transport, "AddUetTags", tags.length, members, (answered, errors) => {
    const nodes = dialect.items(member(answered.result, "UetTags", dialect), "UetTag", dialect);
    const read = aligned(nodes, tags.length, errors).map((node) =>
      node === null || node === undefined || node === "" ? undefined : decodeTag(node, dialect),
    );
    return eachItsOwn(read, "tags", ({ id }) => id);
  });
}

export function updateUetTags(
  transport: Transport,
  tags: readonly TagToUpdate[],
): Promise<WriteResult<undefined>> {
  const operation = "UpdateUetTags";
  const members = () => encoded(transport, operation, tags, { UetTags: "UetTag" });
  return writeEach(transport, operation, tags.length, members);
}

type Item = (GoalToAdd | TagToAdd) & { readonly id?: string | undefined };
type Wrapper = { readonly ConversionGoals: "ConversionGoal" } | { readonly UetTags: "UetTag" };

async function write<T>(
  transport: Transport,
  operation: Operation,
  count: number,
  members: () => Members,
  values: (answered: Answered, errors: readonly ItemError[]) => readonly (T | undefined)[],
): Promise<WriteResult<T>> {
  if (count === 0) return { trackingId: undefined, items: [] };
  if (count > MOST_IN_CALL)
    throw notSent({ operation }, `${count} items`, `one call takes ${MOST_IN_CALL} at most`);
  const answered = await transport.call(operation, members());
  return transport.reading(operation, answered.trackingId, () => {
    const errors = errorsOf(transport, answered);
    return {
      trackingId: answered.trackingId,
      items: itemResults(values(answered, errors), count, errors),
    };
  });
}

/** A write whose answer says only which of its items failed. */
export async function writeEach(
  transport: Transport,
  operation: Operation,
  count: number,
  members: () => Members,
): Promise<WriteResult<undefined>> {
  const { trackingId, items: results } = await write(transport, operation, count, members, (_, errors) => {
    const failed = new Set(errors.map(({ index }) => index));
    return Array.from({ length: count }, (_item, index) => (failed.has(index) ? undefined : true));
  });
  return {
    trackingId,
    items: results.map((result) => (result.ok ? { ok: true, value: undefined } : result)),
  };
}

function encoded(
  transport: Transport,
  operation: Operation,
  given: readonly Item[],
  wrapper: Wrapper,
): Members {
  const { dialect, version } = transport;
  const encoding = { dialect, version, operation };
  const nodes = given.map((item, index) => {
    // A new goal or tag must not have an id (5324, 5311), even if it was copied from an existing one.
    const sent = operation.startsWith("Add") ? { ...item, id: undefined } : item;
    return "type" in sent ? encodeGoal(sent, index, encoding) : encodeTag(sent, index, encoding);
  });
  return Object.fromEntries(Object.entries(wrapper).map(([list, name]) => [list, dialect.list(name, nodes)]));
}

function errorsOf({ dialect }: Transport, { result, scrub }: Answered): readonly ItemError[] {
  return itemErrors(member(result, "PartialErrors", dialect), dialect, scrub);
}

/** What was made, where no two have one id: two resources would manage one thing, and the other thing nobody. */
function eachItsOwn<T>(
  made: readonly (T | undefined)[],
  what: string,
  idOf: (one: T) => string,
): readonly (T | undefined)[] {
  const seen = new Set<string>();
  for (const one of made) {
    if (one === undefined) continue;
    const id = idOf(one);
    if (seen.has(id)) throw new AnswerProblem("MalformedAnswer", `two new ${what} have the id ${id}`);
    seen.add(id);
  }
  return made;
}

/** The list as it is, or as many holes when the service leaves it out because every item failed. */
function aligned(nodes: readonly Node[], count: number, errors: readonly ItemError[]): readonly Node[] {
  if (nodes.length === count) return nodes;
  const failed = new Set(errors.map(({ index }) => index));
  if (nodes.length === 0 && failed.size === count) return Array.from({ length: count }, () => null);
  throw new AnswerProblem("AnswerMismatch", `the answer lists ${nodes.length} of ${count} items`);
}
