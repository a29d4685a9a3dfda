import { openSettings } from "../../config/openSettings";
import type { Settings } from "../../config/settings";
import { messageOf } from "../../core/errors";
import { counted } from "../../goals/text";
import type { ConfigValues, Fleet, FleetAccount } from "../fleet";
import type { Project } from "../project";
import type { Checkpoints } from "../record/checkpoints";
import { configHash, type Fingerprint, settingsHash } from "../record/fingerprint";
import type { SeenProgram } from "../record/programFiles";
import { readRecord } from "../record/record";
import type { StackSettings } from "../run/stackSettings";
import type { Prepared } from "./checkAccount";
import { standingBefore } from "./standing";

/** What all accounts of a command have in common. */
export interface FleetView extends SeenProgram {
  readonly fleet: Fleet;
  readonly project: Project;
  /** Files that runs write. */
  readonly logs: readonly string[];
  readonly checkpoints: Checkpoints;
  readonly stackSettings: (account: FleetAccount) => Pick<StackSettings, "values" | "secure" | "imports">;
  readonly environment: NodeJS.ProcessEnv;
  readonly warn: (message: string) => void;
}

/** An account with its config, before it is looked at. */
export interface ReadyAccount extends Prepared {
  /** The stack's whole config, but for what is encrypted. */
  readonly config: ConfigValues;
  readonly settings: Settings;
  readonly fingerprint: Fingerprint;
}

/**
 * Puts beside each account what is known of it without a call. Throws an Error with all that is wrong with the settings of all accounts, or when
 * the record is of another environment than the settings.
 */
export function prepared(view: FleetView, accounts: readonly FleetAccount[]): readonly ReadyAccount[] {
  const problems = new Map<string, string[]>();
  const warn = onceEach(view.warn);
  const ready = accounts.flatMap((account) => {
    try {
      return [preparedOne(view, account, warn)];
    } catch (error) {
      const stacks = problems.get(messageOf(error)) ?? [];
      problems.set(messageOf(error), [...stacks, account.stack]);
      return [];
    }
  });
  if (problems.size > 0) throw new Error([...problems].map(problemWords).join("\n"));
  refuseOtherEnvironment(view.fleet, ready);
  return ready;
}

function preparedOne(view: FleetView, account: FleetAccount, warn: (message: string) => void): ReadyAccount {
  const { fleet, project, print, environment } = view;
  const stack = view.stackSettings(account);
  const config = { ...project.config, ...stack.values, ...account.config };
  const settings = openSettings((key) => config[key], environment, warn);
  const fingerprint = {
    ...print,
    config: configHash(config, stack.secure),
    settings: settingsHash(config, environment),
  };
  const record = readRecord(fleet.record, account.stack);
  const checkpoint = view.checkpoints(account.stack);
  return {
    account,
    config,
    settings,
    fingerprint,
    record,
    ...standingBefore(record, checkpoint, fingerprint, obstacleIn(view, stack)),
  };
}

/** Why what the program is given cannot be seen from here. */
function obstacleIn(
  { obstacle }: FleetView,
  { imports }: Pick<StackSettings, "imports">,
): string | undefined {
  if (imports.length === 0) return obstacle;
  return `its config comes from an environment of Pulumi ESC (${imports.join(", ")}), and only Pulumi can open that`;
}

function onceEach(warn: (message: string) => void): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (!told.has(message)) warn(message);
    told.add(message);
  };
}

function problemWords([message, stacks]: readonly [string, readonly string[]]): string {
  const place =
    stacks.length === 1 ? `stack ${stacks[0]}` : `${counted(stacks.length, "stack")} (${firstOf(stacks)})`;
  const hint = /refreshToken|developerToken|accessToken/.test(message)
    ? "\nA fleet signs in once for all its accounts, with what the environment or `msads login` gives: credentials in the stacks' config are not used."
    : "";
  return `${place}: ${message}${hint}`;
}

/** State of an emulator holds ids that mean other goals, or none, elsewhere: a run would create everything anew. */
function refuseOtherEnvironment({ file, record }: Fleet, ready: readonly ReadyAccount[]): void {
  const others = ready.filter(
    (each) => each.record !== undefined && each.record.environment !== each.settings.environment,
  );
  const [first] = others;
  if (first === undefined) return;
  const stacks = others.map(({ account }) => account.stack);
  throw new Error(
    `${counted(others.length, "stack")} (${firstOf(stacks)}) were last applied to the ${first.record?.environment} environment, but the settings now name ${first.settings.environment}. ` +
      `Set msads:environment back (in the config of ${file}, or MSADS_ENVIRONMENT). For another environment use another fleet file, with a backend and a record of its own; this one's record is ${record}.`,
  );
}

function firstOf(stacks: readonly string[]): string {
  return stacks.length <= 3 ? stacks.join(", ") : `${stacks.slice(0, 3).join(", ")}, …`;
}
