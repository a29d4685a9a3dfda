import { asList, type Fields, isFields, type Value } from "../schema/values";
import type { PlannedFault } from "./plannedFaults";

type Planned = Extract<PlannedFault, { kind: "unknownMember" }>;

/** An answer in which goals, tags and campaigns hold the names that planned faults put there. */
export function withUnknownMembers(answer: Fields, faults: readonly PlannedFault[]): Fields {
  const planned = faults.filter((fault): fault is Planned => fault.kind === "unknownMember");
  if (planned.length === 0) return answer;
  const lists = ["ConversionGoals", "UetTags", "Campaigns"].filter((name) => Array.isArray(answer[name]));
  const changed = lists.map((name) => [name, asList(answer[name]).map((item) => shown(item, planned))]);
  return { ...answer, ...Object.fromEntries(changed) };
}

function shown(item: Value, planned: readonly Planned[]): Value {
  if (!isFields(item)) return item;
  return planned
    .filter(({ id }) => id === undefined || id === item.Id)
    .reduce<Fields>(
      (fields, { field, value = "NotSupportedForGivenRevision" }) => put(fields, field.split("."), value),
      item,
    );
}

/** What has no such field gets none. */
function put(fields: Fields, [name = "", ...inside]: readonly string[], value: string): Fields {
  const there = fields[name];
  if (there === undefined || there === null) return fields;
  if (inside.length === 0) return { ...fields, [name]: value };
  return isFields(there) ? { ...fields, [name]: put(there, inside, value) } : fields;
}
