import type { Account } from "../../account/account";
import type { GoalRequest, Outcome } from "../../account/plan/requests";
import { MsadsError } from "../../service/errors";
import type { Restored, RestorePlan, Thing } from "./restorePlan";

/** What was written, and what was not and why. */
export interface Applied {
  readonly written: number;
  readonly failed: readonly (Thing & { readonly why: string })[];
  /** What was not begun, since the command was stopped. */
  readonly notBegun: number;
}

/** Why a write was not begun. */
export class NotBegun extends Error {
  constructor() {
    super("it was not begun, since the command was stopped");
  }
}

/** Microsoft: ConversionGoalNameAlreadyExists. */
const NAME_TAKEN = 5317;

/** Writes a plan as the provider writes a program: up to 100 goals in a call, read back. Tags come first and the account's settings last. */
export async function applyRestore({ restored }: RestorePlan, account: Account): Promise<Applied> {
  const failed: Applied["failed"][number][] = [];
  let notBegun = 0;
  for (const kind of ["tag", "goal", "campaign", "settings"] as const) {
    const own = restored.filter((each) => each.kind === kind);
    const errors = await Promise.all(own.map((each) => written(each, account)));
    own.forEach(({ id, name }, index) => {
      const error = errors[index];
      if (error instanceof NotBegun) notBegun += 1;
      else if (error !== undefined) failed.push({ kind, id, name, why: error.message });
    });
  }
  return { written: restored.length - failed.length - notBegun, failed, notBegun };
}

/** Why a thing was not written, or not as it was; undefined = it was. */
async function written(each: Restored, account: Account): Promise<Error | undefined> {
  const error = await submitted(each.asks, account);
  if (error === undefined || each.asks.kind !== "goal") return error;
  const rest = isNameTaken(error) ? withoutName(each, each.asks.request) : undefined;
  if (rest === undefined) return error;
  const again = await submitted({ kind: "goal", request: rest }, account);
  const outcome = again === undefined ? "The other fields were restored." : again.message;
  return new Error(`its name stays as it is: ${error.message} ${outcome}`);
}

/** The request without the rename; undefined where that is all there is. */
function withoutName({ differences }: Restored, request: GoalRequest): GoalRequest | undefined {
  const rename = differences.find(({ name }) => name === "name");
  if (rename === undefined || differences.length === 1 || request.op !== "update") return undefined;
  const { wanted } = request;
  return { ...request, wanted: { ...wanted, fields: { ...wanted.fields, name: rename.live } } };
}

function isNameTaken(error: Error): boolean {
  return error instanceof MsadsError && error.items.some(({ code }) => code === NAME_TAKEN);
}

async function submitted(asks: Restored["asks"], account: Account): Promise<Error | undefined> {
  try {
    const outcome = await submit(asks, account);
    return outcome.ok ? undefined : outcome.error;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function submit(asks: Restored["asks"], account: Account): Promise<Outcome<unknown>> {
  if (asks.kind === "goal") return account.goals.submit(asks.request);
  if (asks.kind === "tag") return account.tags.submit(asks.request);
  if (asks.kind === "campaign") return account.campaigns.submit(asks.request);
  return account.settings.submit(asks.request);
}
