import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { useEmulator } from "../support/e2eEmulator";
import { offlineGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { until } from "../support/e2eUntil";
import { runMsads, startMsads } from "./msads";
import { LoggedAccount } from "./restoreLog";

const emulator = useEmulator();
let account: LoggedAccount;
let child: ReturnType<typeof startMsads> | undefined;
beforeEach(() => {
  account = new LoggedAccount(emulator.now);
});
afterEach(() => {
  child?.kill("SIGKILL");
  account.close();
});

const goals = (value: number) => ({
  all: libraryOf(
    Array.from({ length: 250 }, (_, index) =>
      offlineGoal(`Goal ${index}`, { conversionWindowInMinutes: value }),
    ),
  ),
});
const written = () =>
  emulator.now.store.goals.filter(({ fields }) => fields.ConversionWindowInMinutes === 60).length;

/** Of the lines that restores have written into the log. */
const phases = () =>
  readFileSync(account.file, "utf8")
    .split("\n")
    .filter((line) => line.includes('"by":"msads restore"'))
    .map((line) => JSON.parse(line).phase);

test("Ctrl-C in the middle of a restore: the call under way finishes, the log is whole, and the same command goes on", async () => {
  await account.stack.up(goals(60));
  const at = account.later().toISOString();
  await account.stack.up(goals(90));
  const command = ["restore", account.file, "--at", at, "--apply", "--yes"];
  const environment = { MSADS_ENVIRONMENT: "emulator", MSADS_ENDPOINT: emulator.now.url };
  // The second call cannot end before the command has heard of the stop.
  emulator.now.faults({ kind: "delay", ms: 600_000, operation: "UpdateConversionGoals", after: 1 });
  child = startMsads(command, environment);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  await until("the second call", () => phases().filter((phase) => phase === "sending").length === 2);
  child.kill("SIGINT");
  await until("the first word", () => said.includes("Stopping: the call under way finishes"));
  emulator.now.clearFaults();
  expect(await once(child, "close")).toEqual([1, null]);
  expect(written()).toBe(200);
  expect(said).toContain("200 changes written.");
  expect(said).toContain(
    `50 not begun, since the command was stopped: the same command goes on with them (--at ${at}).`,
  );
  expect(phases()).toEqual(["sending", "done", "sending", "done"]);

  const rest = await runMsads(command, environment);
  expect([rest.code, written()]).toEqual([0, 250]);
  expect(rest.stdout).toContain("50 changes written.");
});
