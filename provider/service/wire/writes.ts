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
import type { Members } from "./dialect";
import { encodeGoal, encodeTag, notSent } from "./encode";
import type { Answered, Line } from "./line";
import { member, type Node } from "./nodes";
import type { Operation } from "./operations";
import { itemErrors, itemResults } from "./partialErrors";

/** Microsoft: 5309, 5322. */
const MAX_ITEMS = 100;

export function addConversionGoals(line: Line, goals: readonly GoalToAdd[]): Promise<WriteResult<string>> {
  const { dialect } = line;
  return write(
    line,
    "AddConversionGoals",
    goals,
    { ConversionGoals: "ConversionGoal" },
    (answered, errors) => {
      const ids = dialect.items(member(answered.result, "ConversionGoalIds", dialect), "long", dialect);
      return aligned(ids, goals.length, errors).map((id) => {
        if (id === null || id === undefined) return undefined;
        if (typeof id !== "string" || !/^[0-9]{1,19}$/.test(id.trim()))
          throw new AnswerProblem("MalformedAnswer", "an id of a new goal is not a number");
        return id.trim();
      });
    },
  );
}

export function updateConversionGoals(
  line: Line,
  goals: readonly GoalToUpdate[],
): Promise<WriteResult<undefined>> {
  return update(line, "UpdateConversionGoals", goals, { ConversionGoals: "ConversionGoal" });
}

export function addUetTags(line: Line, tags: readonly TagToAdd[]): Promise<WriteResult<LiveTag>> {
  const { dialect } = line;
  return write(line, "AddUetTags", tags, { UetTags: "UetTag" }, (answered, errors) => {
    const nodes = dialect.items(member(answered.result, "UetTags", dialect), "UetTag", dialect);
    return aligned(nodes, tags.length, errors).map((node) =>
      node === null || node === undefined || node === "" ? undefined : decodeTag(node, dialect),
    );
  });
}

export function updateUetTags(line: Line, tags: readonly TagToUpdate[]): Promise<WriteResult<undefined>> {
  return update(line, "UpdateUetTags", tags, { UetTags: "UetTag" });
}

type Item = (GoalToAdd | TagToAdd) & { readonly id?: string | undefined };
type Wrapper = { readonly ConversionGoals: "ConversionGoal" } | { readonly UetTags: "UetTag" };

async function write<T>(
  line: Line,
  operation: Operation,
  given: readonly Item[],
  wrapper: Wrapper,
  values: (answered: Answered, errors: readonly ItemError[]) => readonly (T | undefined)[],
): Promise<WriteResult<T>> {
  if (given.length === 0) return { trackingId: undefined, items: [] };
  const answered = await line.call(operation, encoded(line, operation, given, wrapper));
  return line.reading(operation, answered.trackingId, () => {
    const errors = errorsOf(line, answered);
    return {
      trackingId: answered.trackingId,
      items: itemResults(values(answered, errors), given.length, errors),
    };
  });
}

/** An update's answer says only what failed. */
async function update(
  line: Line,
  operation: Operation,
  given: readonly Item[],
  wrapper: Wrapper,
): Promise<WriteResult<undefined>> {
  const { trackingId, items: results } = await write(line, operation, given, wrapper, (_, errors) => {
    const failed = new Set(errors.map(({ index }) => index));
    return given.map((_item, index) => (failed.has(index) ? undefined : true));
  });
  return {
    trackingId,
    items: results.map((result) => (result.ok ? { ok: true, value: undefined } : result)),
  };
}

function encoded(line: Line, operation: Operation, given: readonly Item[], wrapper: Wrapper): Members {
  const { dialect, version } = line;
  const encoding = { dialect, version, operation };
  if (given.length > MAX_ITEMS)
    throw notSent(encoding, `${given.length} items`, `one call takes ${MAX_ITEMS} at most`);
  const nodes = given.map((item, index) => {
    // A new goal or tag must not bring an id (5324, 5311), whoever copied it from where.
    const sent = operation.startsWith("Add") ? { ...item, id: undefined } : item;
    return "type" in sent ? encodeGoal(sent, index, encoding) : encodeTag(sent, index, encoding);
  });
  return Object.fromEntries(Object.entries(wrapper).map(([list, name]) => [list, dialect.list(name, nodes)]));
}

function errorsOf({ dialect }: Line, { result, scrub }: Answered): readonly ItemError[] {
  return itemErrors(member(result, "PartialErrors", dialect), dialect, scrub);
}

/** The list as it is, or as many holes when the service leaves it out because every item failed. */
function aligned(nodes: readonly Node[], count: number, errors: readonly ItemError[]): readonly Node[] {
  if (nodes.length === count) return nodes;
  const failed = new Set(errors.map(({ index }) => index));
  if (nodes.length === 0 && failed.size === count) return Array.from({ length: count }, () => null);
  throw new AnswerProblem("AnswerMismatch", `the answer lists ${nodes.length} of ${count} items`);
}
