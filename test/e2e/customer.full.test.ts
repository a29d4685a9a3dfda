import { expect, test } from "vitest";
import { watchPlugin } from "../support/e2eMemory";
import { SITE } from "../support/e2ePrograms";
import type { Operated, Project } from "../support/e2eProject";
import { bench } from "../support/e2eUse";

const lab = bench();
const ACCOUNTS = ["222", "223", "224", "225", "226"];
const GOALS = 1_000;
/** Of the provider's process, which Pulumi's SDK alone takes to 135 MB, and which has five messages of 1,000 goals under way at once. */
const MOST_MEMORY_MB = 400;

/** A library for each account, in which the first `changed` goals have a longer window. */
const program = (changed: number) => `${SITE}for (const accountId of ${JSON.stringify(ACCOUNTS)}) {
  const goals = {};
  for (let i = 0; i < ${GOALS}; i++) goals["Goal " + i + " of " + accountId] =
    { type: "Url", tagId: site.id, urlExpression: "/thanks/" + i, goalCategory: "Purchase", conversionWindowInMinutes: i < ${changed} ? 90 : 60 };
  new msads.ConversionGoalLibrary("all" + accountId, { accountId, goals });
}`;

/** Runs an up, tells what it took, and looks that the provider's memory stays within its bound. */
async function measured(project: Project, what: string): Promise<Operated> {
  const memory = watchPlugin();
  const began = performance.now();
  const ran = await project.run("up");
  const seconds = (performance.now() - began) / 1_000;
  const peak = memory.stop();
  expect(ran.ok, ran.text).toBe(true);
  const took = `${seconds.toFixed(1)} s, ${ran.calls.length} calls, ${peak.toFixed(0)} MB in the provider at most`;
  console.log(`5 libraries of ${GOALS} goals in one customer, ${what}: ${took}`);
  if (!Number.isNaN(peak)) expect(peak).toBeLessThan(MOST_MEMORY_MB);
  return ran;
}

/**
 * How many writes of each size, by account; tags belong to the customer. Each place is read once, and once for each write; once more before
 * a write where a slow machine has let ten seconds pass.
 */
function writes({ calls }: Operated): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  const places = Map.groupBy(calls, ({ operation, accountId }) =>
    operation?.includes("Tag") ? "tags" : accountId,
  );
  for (const [place, all] of places) {
    const written = all.filter(({ operation }) => !operation?.startsWith("Get"));
    const reads = all.length - written.length;
    expect(reads).toBeGreaterThanOrEqual(1 + written.length);
    // One more: a run that changes goals reads whether auto-tagging is on.
    expect(reads).toBeLessThanOrEqual(2 + 2 * written.length);
    for (const { items } of written) found[`${items} in ${place}`] = (found[`${items} in ${place}`] ?? 0) + 1;
  }
  return found;
}

const inEach = (size: number, count: number) =>
  Object.fromEntries(ACCOUNTS.map((id) => [`${size} in ${id}`, count]));

test("5 accounts of 1,000 goals in one customer, a library each: made in 50 calls over SOAP, kept with none and changed in 5 over REST", async () => {
  lab.emulator.addCustomers({ id: "111", accounts: ACCOUNTS.map((id) => ({ id })) });
  const project = lab.project().speak("soap").program(program(0));
  const made = await measured(project, "made over SOAP");
  expect(writes(made)).toEqual({ "1 in tags": 1, ...inEach(100, 10) });
  const homes = Map.groupBy(lab.emulator.store.goals, ({ accountId }) => accountId);
  expect([...homes].map(([id, goals]) => [id, goals.length]).sort()).toEqual(
    ACCOUNTS.map((id) => [id, GOALS]),
  );

  const same = await measured(project.speak("rest"), "nothing changed, over REST");
  expect([same.unchanged, same.calls.length]).toEqual([true, 1 + ACCOUNTS.length]);
  expect(writes(same)).toEqual({});

  const edited = await measured(project.program(program(1)), "one of each changed, over REST");
  expect(writes(edited)).toEqual(inEach(1, 1));
  const changed = lab.emulator.store.goals.filter(({ fields }) => fields.ConversionWindowInMinutes === 90);
  expect(changed.map(({ fields }) => fields.Name).sort()).toEqual(ACCOUNTS.map((id) => `Goal 0 of ${id}`));
});
