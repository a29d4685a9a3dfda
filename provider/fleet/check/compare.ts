import { RunChanges } from "../../account/runChanges";
import { messageOf } from "../../core/errors";
import type { Diffed } from "../../core/handler";
import { matched } from "../../core/library/match";
import { unlistedGoals } from "../../core/library/unlisted";
import { refOf } from "../../core/props";
import { canonicalDecimal, isDecimal } from "../../goals/decimal";
import type { Difference } from "../../goals/difference";
import { SECRET } from "../../goals/difference";
import { joined } from "../../goals/propertyPath";
import { MsadsError } from "../../service/errors";
import type { Session } from "../../session/session";
import type { RecordedResource } from "../record/recorded";
import type { DriftedResource, FieldChange } from "../results";
import { type Asked, askedOf } from "./asked";

/**
 * What of an account is not as the last run left it: each resource is asked for its diff, as `pulumi preview` would, with what the program wanted
 * then. Throws the MsadsError of an account that could not be read.
 */
export async function drifted(
  open: Session,
  resources: readonly RecordedResource[],
): Promise<readonly DriftedResource[]> {
  // A limit is for runs: here all that differs is to be told.
  const session = { ...open, changes: new RunChanges(undefined) };
  const known = resources.flatMap((recorded) => {
    const asked = askedOf(recorded);
    return asked === undefined ? [] : [{ recorded, asked }];
  });
  for (const { asked } of known) speakForProgram(session, asked);
  await readAll(
    session,
    known.map(({ asked }) => asked),
  );
  const found: DriftedResource[] = [];
  for (const { recorded, asked } of known) {
    const one = await compared(session, recorded.urn, asked);
    if (one !== undefined) found.push(one);
  }
  return found;
}

function speakForProgram(session: Session, { handler, resource, inputs }: Asked): void {
  for (const key of handler.checkedKeys(resource, inputs)) session.checked.add(key);
  if (handler.kind === "campaigns")
    session.account(refOf(inputs)).expectCampaigns([String(inputs.campaignId)]);
}

/** All reads of an account at once: a diff alone would make one after the other. */
async function readAll(session: Session, all: readonly Asked[]): Promise<void> {
  const reads = new Map<string, () => Promise<unknown>>();
  for (const {
    handler: { kind },
    inputs,
  } of all) {
    const ref = refOf(inputs);
    const account = session.account(ref);
    if (kind === "goals") reads.set(`goals ${ref.accountId}`, () => account.goalSnapshot());
    if (kind === "tags") reads.set(`tags ${ref.accountId}`, () => account.tagSnapshot());
    if (kind === "settings") reads.set(`settings ${ref.accountId}`, () => account.liveSettings());
  }
  await Promise.all([...reads.values()].map((read) => read()));
}

async function compared(session: Session, urn: string, asked: Asked): Promise<DriftedResource | undefined> {
  const { handler, type, resource, id, outputs, inputs, isStale } = asked;
  const about = { urn, resource: resource.name, type };
  try {
    const diffed = await handler.diff(session, resource, id, outputs, inputs);
    const pauses = await unlistedPauses(session, asked);
    return diffed.changes || isStale ? { ...about, ...whatDiffers(diffed, pauses) } : undefined;
  } catch (error) {
    if (error instanceof MsadsError) throw error;
    // A preview would end with it.
    return { ...about, lost: messageOf(error), fields: [] };
  }
}

/** Goals that a library pauses since it does not list them: they are in no difference of its own goals. */
async function unlistedPauses(
  session: Session,
  { type, resource, inputs, outputs }: Asked,
): Promise<readonly FieldChange[]> {
  if (type !== "ConversionGoalLibrary") return [];
  const goals = matched(inputs, outputs, resource);
  const unlisted = await unlistedGoals(session.account(refOf(inputs)), inputs, goals);
  return unlisted.map(({ name }) => ({
    path: `${joined("goals", name)}.status`,
    from: "Active",
    to: "Paused",
  }));
}

function whatDiffers(
  { replaces = [], differences = [] }: Diffed,
  pauses: readonly FieldChange[],
): Pick<DriftedResource, "lost" | "fields"> {
  if (replaces.includes("id"))
    return { lost: "gone from the account; the next run creates it again", fields: [] };
  const fields = [...differences.map(fieldChange), ...pauses];
  return fields.length === 0
    ? { lost: "the next run renews what Pulumi's state says of it", fields }
    : { fields };
}

function fieldChange({ path, kind, live, wanted, isSecret }: Difference): FieldChange {
  if (isSecret === true) return { path, from: SECRET, to: SECRET };
  const shown = (value: unknown) => (kind === "decimal" ? asNumber(value) : value);
  return { path, from: shown(live), to: shown(wanted) };
}

/** A decimal is kept as a text and read as a number, where a number can hold it. */
function asNumber(value: unknown): unknown {
  if (!isDecimal(value)) return value;
  const text = canonicalDecimal(value);
  return String(Number(text)) === text ? Number(text) : text;
}
