import type { AuditKind } from "../../account/write/auditEvent";
import type { Difference } from "../../goals/difference";
import type { LoggedChange } from "../shared/audit/changes";
import { type FieldThen, fieldThen } from "./fieldThen";

/** A goal, tag, account or campaign as the log knows it, at a time and now. */
export interface ThingThen {
  readonly kind: AuditKind;
  readonly id: string;
  /** What it was called last. */
  readonly name: string;
  readonly isNameMasked: boolean;
  /** False: it was made after that time. */
  readonly existed: boolean;
  readonly fields: ReadonlyMap<string, FieldThen>;
  /** Paths that the log hides anywhere: nothing shows their values. */
  readonly secret: readonly string[];
  /** The last change after that time. */
  readonly changed: LoggedChange | undefined;
  /** The resource that the program had it as last. */
  readonly resource: string | undefined;
  /** The program does not have it, and has paused it. */
  readonly hasLeft: boolean;
}

/** All things of a log, in the order in which it begins to tell of them. What nobody knows the id of is left out. */
export function thingsThen(changes: readonly LoggedChange[], time: Date): readonly ThingThen[] {
  const known = changes.filter(({ id }) => id !== undefined);
  const byThing = Map.groupBy(known, ({ kind, id }) => `${kind} ${id}`);
  return [...byThing.values()].flatMap((own) => {
    const [first] = own;
    return first?.id === undefined ? [] : [thingThen({ ...first, id: first.id }, own, time)];
  });
}

function thingThen(
  { kind, id, name }: LoggedChange & { readonly id: string },
  changes: readonly LoggedChange[],
  time: Date,
): ThingThen {
  const names = new Set(changes.flatMap(({ fields }) => Object.keys(fields)));
  const made = changes.find(({ isNew, outcome }) => isNew && outcome === "done");
  const isAfter = (change: LoggedChange) => Date.parse(change.time) > time.getTime();
  const written = changes.filter(({ outcome }) => outcome !== "refused");
  const programs = written.findLast(({ who }) => who.by === "pulumi");
  return {
    kind,
    id,
    name:
      (written.findLast(({ fields }) => typeof fields.name?.after === "string")?.fields.name
        ?.after as string) ?? name,
    isNameMasked: changes.some(({ isNameMasked }) => isNameMasked),
    existed: made === undefined || !isAfter(made),
    fields: new Map([...names].map((field) => [field, fieldThen(field, changes, time)])),
    secret: [...new Set(changes.flatMap(secretPaths))].sort(),
    changed: written.findLast(isAfter),
    resource: programs?.resource,
    hasLeft: programs?.hasLeft === true,
  };
}

function secretPaths({ masked, isNameMasked }: LoggedChange): readonly string[] {
  return isNameMasked ? ["name", ...masked] : masked;
}

/** What was new after a time and of which nobody knows whether it was made, by name. */
export function perhapsMade(changes: readonly LoggedChange[], time: Date): readonly LoggedChange[] {
  return changes.filter(
    ({ id, isNew, outcome, time: at }) =>
      id === undefined && isNew && outcome !== "refused" && Date.parse(at) > time.getTime(),
  );
}

/** Those of the fields that differ whose value of then only a later write has found. */
export function foundIn(
  { fields }: ThingThen,
  differences: readonly Pick<Difference, "name">[],
): readonly string[] {
  const names = new Set(differences.map(({ name }) => name));
  return [...names].filter((name) => {
    const was = fields.get(name)?.was;
    return was?.is === "known" && was.foundAt !== undefined;
  });
}
