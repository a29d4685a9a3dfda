import { type GoalKind, ownFields } from "../goal/kinds";
import { allFields } from "../schema/tables";
import type { Store } from "../store/store";
import type { GoalFields, StoredGoal, StoredTag, TagFields } from "../store/types";
import { BadAdminRequest } from "./badAdminRequest";
import { typed } from "./typed";

/** New values by wire name; null takes a field away. */
type Edit<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | null };

/** A change of a goal as a person makes it in the web UI: no rule of the API is asked. */
export type GoalEdit = Edit<Omit<GoalFields, "Id" | "Type" | "TrackingStatus">> & {
  readonly deleted?: boolean;
  /** Another type; the old type's own fields go. */
  readonly kind?: GoalKind;
};

/** A change of a tag in the web UI. `unavailable`: as if it were no longer shared. */
export type TagEdit = Edit<Omit<TagFields, "Id">> & {
  readonly deleted?: boolean;
  readonly unavailable?: boolean;
};

/** Changes a goal. Throws BadAdminRequest for an unknown goal, field or value. */
export function editGoal(store: Store, id: string, edit: GoalEdit): StoredGoal {
  const goal = store.goal(id);
  if (goal === undefined) throw new BadAdminRequest(`no goal ${id}`);
  const { deleted = goal.deleted, kind = goal.kind, ...changes } = edit;
  const gone = kind === goal.kind ? [] : ownFields(goal.kind);
  const kept = Object.fromEntries(Object.entries(goal.fields).filter(([name]) => !gone.includes(name)));
  const fields: GoalFields = changeFields(`${kind}Goal`, kept, changes, ["Id", "Type", "TrackingStatus"]);
  const changed = { ...goal, kind, fields, deleted };
  store.putGoal(changed);
  return changed;
}

/** Changes a tag; deleting it deletes its goals. Throws BadAdminRequest. */
export function editTag(store: Store, id: string, edit: TagEdit, goalsToo: boolean): StoredTag {
  const tag = store.tag(id);
  if (tag === undefined) throw new BadAdminRequest(`no tag ${id}`);
  const { deleted = tag.deleted, unavailable = tag.unavailable, ...changes } = edit;
  const computed = ["Id", "TrackingNoScript", "TrackingScript", "TrackingStatus"];
  const fields: TagFields = changeFields("UetTag", { ...tag.fields }, changes, computed);
  const changed = { ...tag, fields, deleted, unavailable };
  store.putTag(changed);
  if (deleted && goalsToo) {
    const own = store.goals.filter((goal) => goal.fields.TagId === id && !goal.deleted);
    for (const goal of own) store.putGoal({ ...goal, deleted: true });
  }
  return changed;
}

function changeFields(
  typeName: string,
  old: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
  computed: readonly string[],
): Readonly<Record<string, never>> {
  const known = new Map(
    allFields(typeName, 13)
      .filter(({ name }) => !computed.includes(name))
      .map((field) => [field.name, field.type]),
  );
  const next = new Map(Object.entries(old));
  for (const [name, value] of Object.entries(changes)) {
    const type = known.get(name);
    if (type === undefined)
      throw new BadAdminRequest(
        `${typeName} has no field ${name} to edit; it has ${[...known.keys()].join(", ")}`,
      );
    if (value === null) next.delete(name);
    else next.set(name, typed(type, value, name));
  }
  return Object.fromEntries(next) as Readonly<Record<string, never>>;
}
