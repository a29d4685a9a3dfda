import { DirectCalls, type Emulator, type Fields } from "../emulator";
import type { Goal, GoalChange, NewGoal, Tag, TagChange, TagFields } from "./goal";
import type { AccountIds } from "./options";
import { type HitDetails, type Reached, sendToTag, type UetEvent } from "./tracking";
import { fromWire, toWire, withDecimals } from "./wire";

/** An account as it is in the service, and what people do in it. Names are exact. */
export interface AccountView extends AccountIds {
  /** All goals that the account shows, oldest first: its own, and those of scope "Customer" of the customer's other accounts. */
  goals(): readonly Goal[];
  /** The goal of this name. If there is none, throws an Error that lists the existing names. */
  goal(name: string): Goal;
  /** All UET tags of the customer, oldest first. */
  tags(): readonly Tag[];
  /** The tag of this name. If there is none, throws an Error that lists the existing names. */
  tag(name: string): Tag;
  /** Adds a goal as a person would in the web UI, but by the API's rules. Throws an Error that says what the service refuses. */
  addGoal(goal: NewGoal): Goal;
  /** Adds a tag as a person would in the web UI. */
  addTag(tag: TagFields): Tag;
  /** Changes a goal as a person does in the web UI; the API's rules do not apply. */
  editGoal(name: string, change: GoalChange): Goal;
  /** Changes a tag as a person would in the web UI. */
  editTag(name: string, change: TagChange): Tag;
  /** Deletes a goal, which only the web UI can do. Its name cannot be reused. */
  deleteGoal(name: string): void;
  /** Deletes a tag and with it its goals. */
  deleteTag(name: string): void;
  /** A visitor opens a page that has the tag's script. Returns the goals that this reaches. */
  pageLoad(tagName: string, page: string, details?: HitDetails): readonly Reached[];
  /** A page sends an event to the tag. Returns the goals that this reaches. */
  event(tagName: string, event: UetEvent): readonly Reached[];
}

export function accountView(emulator: Emulator, ids: AccountIds): AccountView {
  const service = new DirectCalls(emulator, ids);
  const goals = () => service.goals().map((fields) => goalOf(emulator, fields));
  const tags = () => service.tags().map((fields) => fromWire(fields) as unknown as Tag);
  const goal = (name: string) => named("goal", goals(), name);
  const tag = (name: string) => named("UET tag", tags(), name);
  return {
    ...ids,
    goals,
    goal,
    tags,
    tag,
    addGoal: (given) => {
      service.add("AddConversionGoals", withDecimals(toWire({ ...given }), "number"));
      return goal(given.name);
    },
    addTag: (given) => {
      service.add("AddUetTags", toWire({ ...given }));
      return tag(given.name);
    },
    editGoal: (name, { type, ...change }) => {
      const edit = withDecimals(toWire(change), "text");
      emulator.editGoal(goal(name).id, { ...edit, ...(type ? { kind: type } : {}) });
      return goal(change.name ?? name);
    },
    editTag: (name, { unavailable, ...change }) => {
      const edit = toWire(change);
      emulator.editTag(tag(name).id, { ...edit, ...(unavailable === undefined ? {} : { unavailable }) });
      return tag(change.name ?? name);
    },
    deleteGoal: (name) => emulator.deleteGoal(goal(name).id),
    deleteTag: (name) => emulator.deleteTag(tag(name).id),
    pageLoad: (tagName, page, details) => sendToTag(emulator, tag(tagName).id, { ...details, page }),
    event: (tagName, event) => sendToTag(emulator, tag(tagName).id, event),
  };
}

function goalOf({ store }: Emulator, fields: Fields): Goal {
  const { type, ...others } = fromWire(fields);
  const stored = store.goal(String(others.id));
  return {
    ...others,
    type: Array.isArray(type) ? type[0] : type,
    accountId: stored?.accountId,
    conversions: stored?.conversions,
    earned: stored?.revenue ?? {},
  } as unknown as Goal;
}

function named<T extends { readonly name: string }>(what: string, all: readonly T[], name: string): T {
  const found = all.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = all.map((each) => JSON.stringify(each.name)).join(", ");
  throw new Error(`there is no ${what} named ${JSON.stringify(name)}; existing: ${names || "none"}`);
}
