import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { everything } from "../support/e2ePrograms";
import type { Operated } from "../support/e2eProject";
import { bench } from "../support/e2eUse";

const lab = bench();
const auto = { config: { "msads:transport": "auto" } };

/** As an admin does from outside. */
async function admin(path: string, body: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${lab.emulator.admin}/${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

const warnings = (ran: Operated) =>
  ran.warnings.filter((line) => line.includes("no longer speaks SOAP")).length;
/** What got past SOAP's refusals. */
const written = ({ writes }: Operated) =>
  writes
    .filter(({ outcome }) => outcome !== "fault")
    .map(({ transport, operation, items }) => `${transport} ${operation} ${items}`);
const spoken = ({ calls }: Operated) => calls.map(({ transport, outcome }) => `${transport} ${outcome}`);

test("transport auto, SOAP retired before the run: all of it goes over REST, with one warning", async () => {
  await admin("settings", { retired: [13] });
  const project = lab.project(auto).program(everything(false));
  const first = await project.run("up");
  expect([first.ok, warnings(first)], first.text).toEqual([true, 1]);
  expect(spoken(first)).not.toContain("soap ok");
  expect(Object.values(statuses(lab.emulator))).toEqual(Array(11).fill("Active"));
  const second = await project.run("up");
  expect([second.ok, second.unchanged, written(second), warnings(second)]).toEqual([true, true, [], 1]);
});

test("transport auto, SOAP retired in the middle of the run: it ends over REST, and no goal is made twice", async () => {
  // Both lists and the first write still go over SOAP.
  await admin("faults", [{ kind: "fault", code: 303, transport: "soap", after: 3, times: 99 }]);
  const project = lab.project(auto).program(everything(false));
  const first = await project.run("up");
  expect([first.ok, warnings(first)], first.text).toEqual([true, 1]);
  const turn = spoken(first).indexOf("soap fault");
  expect(new Set(spoken(first).slice(0, turn))).toEqual(new Set(["soap ok"]));
  expect(spoken(first).slice(turn)).not.toContain("soap ok");
  expect(Object.values(statuses(lab.emulator))).toEqual(Array(11).fill("Active"));
  expect(lab.emulator.store.goals).toHaveLength(11);
  const second = await project.run("up");
  expect([second.ok, second.unchanged, written(second)]).toEqual([true, true, []]);
  const edited = await project.program(everything(true)).run("up");
  expect([edited.ok, warnings(edited)], edited.text).toEqual([true, 1]);
  expect(written(edited)).toEqual(["rest UpdateConversionGoals 3"]);
});
