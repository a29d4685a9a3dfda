import { type Props, withoutUnset } from "../core/props";
import type { ResourceType } from "./resourceTypes";

/** State that the dynamic provider wrote has more in it: how Pulumi finds that one, and what its constructor hid. */
export function own(values: Props): Props {
  const { resourceName: _, ignoredFields: __, ...others } = values;
  return Object.fromEntries(Object.entries(others).filter(([name]) => !name.startsWith("__")));
}

/** A goal's type is in its token. */
export function typed({ goalType }: ResourceType, values: Props): Props {
  return goalType === undefined ? values : withoutUnset({ ...values, type: goalType });
}

/** A `type` that the program gives; the engine itself may give the old one, for `ignoreChanges`. */
export function foreignType({ goalType, token }: ResourceType, { type }: Props, olds: Props) {
  if (goalType === undefined || type === undefined || type === goalType || type === olds.type) return [];
  return [{ property: "type", reason: `is set by the resource's type, ${token}: leave it out` }];
}
