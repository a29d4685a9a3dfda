import { type Props, withoutUnset } from "../core/props";
import type { ResourceType } from "./resourceTypes";

/** State that the dynamic provider wrote has more in it: how Pulumi finds that one, and what its constructor hid. */
export function own(values: Props): Props {
  const { resourceName: _, ignoredFields: __, ...others } = values;
  return Object.fromEntries(Object.entries(others).filter(([name]) => !name.startsWith("__")));
}

/**
 * New inputs without what is not the plugin's: with `ignoreChanges: ["*"]` the engine puts all old inputs in their place, and those of a resource
 * that the dynamic provider had until now have more in them.
 */
export function withoutForeign(news: Props, olds: Props): Props {
  const foreign = new Set(Object.keys(olds).filter((name) => !Object.hasOwn(own(olds), name)));
  return Object.fromEntries(Object.entries(news).filter(([name]) => !foreign.has(name)));
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
