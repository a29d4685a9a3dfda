import equal from "fast-deep-equal";
import { changesIn } from "../goals/compare";
import { type Difference, inWords, type Why } from "../goals/difference";
import type { Fields } from "../goals/field";
import { compareFields, picked } from "../goals/flatFields";
import type { Session } from "../session/session";
import { wantedFields } from "./flatWanted";
import { carriesOther, managedBefore, type Props, wishes } from "./props";
import { nameIn, type Resource } from "./resource";

/** The managed fields in which live ones are not as old outputs say; but for what `ignoreChanges` leaves to others. */
export function driftSince(
  resource: Resource,
  olds: Props,
  live: Props,
  table: Fields,
): readonly Difference[] {
  const fields = picked(olds, managedBefore(olds));
  const wanted = { fields, ignored: resource.ignored, secret: resource.secret };
  return changesIn({ differences: compareFields(wanted, live, table) });
}

/** Names each field that was changed behind Pulumi's back. `thing`: `UET tag 5, "Site", was`. */
export function tellDrift(
  session: Session,
  resource: Resource,
  thing: string,
  drifted: readonly Difference[],
): void {
  if (drifted.length === 0) return;
  const message = `${nameIn(session, resource)}: ${thing} changed outside this program: ${drifted.map(inWords).join("; ")}`;
  session.notify({ severity: "warning", message });
}

/** Tells what people changed, and what the program no longer sets. A diff in a refresh does not speak of the program: state may lack what people cleared. */
export function tellOutside(
  session: Session,
  resource: Resource,
  { thing, checkedKey }: { readonly thing: string; readonly checkedKey: string },
  differences: readonly Difference[],
): void {
  const because = (why: Why) => differences.filter((each) => each.why === why);
  tellDrift(session, resource, thing, because("drifted"));
  const left = because("left").map(({ name }) => name);
  if (left.length === 0 || !session.checked.has(checkedKey)) return;
  const stay = left.length === 1 ? "which keeps its value" : "which keep their values";
  const message = `${nameIn(session, resource)}: the program no longer sets ${left.join(", ")}, ${stay}`;
  session.notify({ severity: "info", message });
}

/** State differs from what is wanted, though live does not, or lacks what later calls need: it is renewed, nothing is sent. */
export function isStale(
  resource: Resource,
  olds: Props,
  news: Props,
  table: Fields,
  names: readonly string[],
): boolean {
  const managed = Object.keys(picked(news, names)).sort();
  const isOther = carriesOther(olds, news) || !equal([...managedBefore(olds)].sort(), managed);
  const inState = compareFields(wantedFields(resource, olds, news, names), wishes(olds), table);
  return isOther || changesIn({ differences: inState }).length > 0;
}
