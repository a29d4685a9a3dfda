import type { Call } from "../../../provider/emulator";
import type { CheckedAccount, Standing } from "../../../provider/fleet/results";
import type { Program, Report } from "../../support/e2eStack";
import { urnIn } from "../../support/testFleet";
import { type Member, programOf, type RandomFleet } from "./randomFleet";

/** What a check said of one account, and what `pulumi preview` would say. */
interface Compared {
  readonly random: RandomFleet;
  readonly member: Member;
  readonly checked: CheckedAccount;
  /** Without a refresh and with one. */
  readonly previews: readonly Report[];
}

/** Checks all accounts; says which of them stand how, and what is wrong with that by what Pulumi would do. */
export async function checkedAgainstPreviews(
  random: RandomFleet,
): Promise<{ readonly standings: readonly Standing[]; readonly wrongs: readonly string[] }> {
  const { fleet, members, emulator } = random;
  const before = emulator.calls().length;
  const { accounts } = await fleet.check();
  const wrongs = [...callWrongs(random, emulator.calls().slice(before))];
  for (const member of members) {
    const checked = accounts.find(({ account }) => account.stack === member.stack);
    if (checked === undefined) throw new Error(`${member.stack} was not checked`);
    const preview = (refresh: boolean) => fleet.preview(programOf(member), member.stack, { refresh });
    const previews = [await preview(false), await preview(true)];
    wrongs.push(...wrongsOf({ random, member, checked, previews }));
  }
  return { standings: accounts.map(({ standing }) => standing), wrongs };
}

function wrongsOf(compared: Compared): readonly string[] {
  const { random, member, checked, previews } = compared;
  const { standing, reason } = checked;
  const found = `${member.stack} is ${standing} (${reason ?? "no reason"}) ${JSON.stringify(checked.drift)}`;
  const seen = previews.map(inWords).join(" | with refresh: ");
  const isStill = previews.every((each) => !changes(each));
  const expected = expectedOf(compared, isStill);
  const wrong = expected.includes(standing) ? [] : [`${found}, expected ${expected.join(" or ")}: ${seen}`];
  const falselyClean = standing === "clean" && !isStill ? [`FALSELY CLEAN: ${found}: ${seen}`] : [];
  const drift =
    standing === "drifted" ? driftWrongs(compared).map((each) => `${found}: ${each}: ${seen}`) : [];
  return [...falselyClean, ...wrong, ...drift].map(
    (each) => `${each} [${random.fleet.stack(member.stack).host}]`,
  );
}

function expectedOf({ random, member, previews }: Compared, isStill: boolean): readonly Standing[] {
  if (member.recorded === undefined || hasObstacle(random, member)) return ["unknown", "unreachable"];
  if (member.recorded !== random.print(member)) return ["changed", "unreachable"];
  if (isStill) return ["clean"];
  return previews.some(({ said }) => /answers with no/.test(said)) ? ["drifted", "unreachable"] : ["drifted"];
}

/** Only Pulumi can compare what is secret, and delete what waits for that. */
function hasObstacle({ fleet }: RandomFleet, { stack }: Member): boolean {
  const { state, condemned } = fleet.stack(stack);
  const secret = [...state.values()].some(({ inputs }) => {
    const { secret: paths = [] } = (inputs.__msads ?? {}) as { readonly secret?: readonly string[] };
    return paths.length > 0;
  });
  return secret || condemned.length > 0;
}

const isQuiet = (step: string) => /^(same|read) /.test(step);

function changes({ ok, steps }: Report): boolean {
  return !ok || !steps.every(isQuiet);
}

function inWords({ steps, said }: Report): string {
  return `${steps.filter((step) => !isQuiet(step)).join(", ") || "nothing"}; ${said}`;
}

/** The check names the resources that a preview without refresh changes, but for those that only follow others. */
function driftWrongs({ random, member, checked, previews }: Compared): readonly string[] {
  const stack = random.fleet.stack(member.stack);
  const [preview] = previews;
  const changed = preview === undefined ? new Set<string>() : changedIn(preview);
  const keys = new Map([...stack.state].map(([key, entry]) => [urnIn(stack, entry), key]));
  const named = new Set(checked.drift.map(({ urn }) => keys.get(urn) ?? urn));
  const follow = followers(programOf(member), changed);
  return [
    ...[...named].filter((key) => !changed.has(key)).map((key) => `preview does not change ${key}`),
    ...[...changed]
      .filter((key) => !named.has(key) && !follow.has(key))
      .map((key) => `the check does not name ${key}`),
  ];
}

function changedIn({ steps, failures, errors }: Report): ReadonlySet<string> {
  const loud = steps.filter((step) => !isQuiet(step)).map((step) => step.split(" ")[1] ?? "");
  return new Set([...loud, ...[...failures, ...errors].map(({ resource }) => resource)]);
}

/** Resources that are fed by others that change. */
function followers(program: Program, changed: ReadonlySet<string>): ReadonlySet<string> {
  const fed = Object.entries(program).filter(([, { inputs }]) =>
    [...JSON.stringify(inputs).matchAll(/"\$output":\["([^"]+)"/g)].some(([, key = ""]) => changed.has(key)),
  );
  return new Set(fed.map(([key]) => key));
}

/** Nothing is written, and nothing is read twice. */
function callWrongs({ members }: RandomFleet, calls: readonly Call[]): readonly string[] {
  const writes = calls.filter(({ operation = "" }) => !operation.startsWith("Get"));
  const reads = new Map<string, number>();
  for (const { operation, customerId, accountId, ids } of calls) {
    // What a list lacks is asked for by its id.
    const key = `${operation} of ${customerId}/${accountId} ${ids.join()}`;
    reads.set(key, (reads.get(key) ?? 0) + 1);
  }
  // A program may have goals in the account of another.
  const often = [...reads].filter(([, times]) => times > members.length);
  return [
    ...writes.map(({ operation }) => `a check calls ${operation}`),
    ...often.map(([key, times]) => `a check calls ${key} ${times} times`),
  ];
}
