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
import { type Answered, call, type Session } from "./call";
import { decodeTag } from "./decode";
import { encodeGoal, encodeTag, notSent, type SoapNode } from "./encode";
import type { Operation } from "./names";
import { member, type Node } from "./nodes";
import { itemErrors, itemResults } from "./partialErrors";
import { answering } from "./problems";

/** Microsoft: 5309, 5322. */
const MAX_ITEMS = 100;

export function addConversionGoals(
  session: Session,
  goals: readonly GoalToAdd[],
): Promise<WriteResult<string>> {
  const { cures } = session;
  return write(
    session,
    "AddConversionGoals",
    goals,
    { ConversionGoals: "ConversionGoal" },
    (answered, errors) => {
      const ids = cures.items(member(answered.result, "ConversionGoalIds", cures), "long", cures);
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
  session: Session,
  goals: readonly GoalToUpdate[],
): Promise<WriteResult<undefined>> {
  return update(session, "UpdateConversionGoals", goals, { ConversionGoals: "ConversionGoal" });
}

export function addUetTags(session: Session, tags: readonly TagToAdd[]): Promise<WriteResult<LiveTag>> {
  const { cures } = session;
  return write(session, "AddUetTags", tags, { UetTags: "UetTag" }, (answered, errors) => {
    const nodes = cures.items(member(answered.result, "UetTags", cures), "UetTag", cures);
    return aligned(nodes, tags.length, errors).map((node) =>
      node === null || node === undefined || node === "" ? undefined : decodeTag(node, cures),
    );
  });
}

export function updateUetTags(
  session: Session,
  tags: readonly TagToUpdate[],
): Promise<WriteResult<undefined>> {
  return update(session, "UpdateUetTags", tags, { UetTags: "UetTag" });
}

type Item = (GoalToAdd | TagToAdd) & { readonly id?: string | undefined };
type Wrapper = { readonly ConversionGoals: "ConversionGoal" } | { readonly UetTags: "UetTag" };

async function write<T>(
  session: Session,
  operation: Operation,
  given: readonly Item[],
  wrapper: Wrapper,
  values: (answered: Answered, errors: readonly ItemError[]) => readonly (T | undefined)[],
): Promise<WriteResult<T>> {
  if (given.length === 0) return { trackingId: undefined, items: [] };
  const answered = await call(session, operation, encoded(session, operation, given, wrapper));
  return answering(session, operation, answered.trackingId, () => {
    const errors = errorsOf(session, answered);
    return {
      trackingId: answered.trackingId,
      items: itemResults(values(answered, errors), given.length, errors),
    };
  });
}

/** An update's answer says only what failed. */
async function update(
  session: Session,
  operation: Operation,
  given: readonly Item[],
  wrapper: Wrapper,
): Promise<WriteResult<undefined>> {
  const { trackingId, items: results } = await write(session, operation, given, wrapper, (_, errors) => {
    const failed = new Set(errors.map(({ index }) => index));
    return given.map((_item, index) => (failed.has(index) ? undefined : true));
  });
  return {
    trackingId,
    items: results.map((result) => (result.ok ? { ok: true, value: undefined } : result)),
  };
}

function encoded(session: Session, operation: Operation, given: readonly Item[], wrapper: Wrapper): SoapNode {
  const encoding = { ...session, operation };
  if (given.length > MAX_ITEMS)
    throw notSent(encoding, `${given.length} items`, `one call takes ${MAX_ITEMS} at most`);
  const nodes = given.map((item, index) => {
    // A new goal or tag must not bring an id (5324, 5311), whoever copied it from where.
    const sent = operation.startsWith("Add") ? { ...item, id: undefined } : item;
    return "type" in sent ? encodeGoal(sent, index, encoding) : encodeTag(sent, index, encoding);
  });
  return Object.fromEntries(Object.entries(wrapper).map(([list, name]) => [list, { [name]: nodes }]));
}

function errorsOf({ cures }: Session, { result, scrub }: Answered): readonly ItemError[] {
  return itemErrors(member(result, "PartialErrors", cures), cures, scrub);
}

/** The list as it is, or as many holes when the service leaves it out because every item failed. */
function aligned(nodes: readonly Node[], count: number, errors: readonly ItemError[]): readonly Node[] {
  if (nodes.length === count) return nodes;
  const failed = new Set(errors.map(({ index }) => index));
  if (nodes.length === 0 && failed.size === count) return Array.from({ length: count }, () => null);
  throw new AnswerProblem("AnswerMismatch", `the answer lists ${nodes.length} of ${count} items`);
}
