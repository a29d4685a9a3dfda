import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseObserved } from "../../../provider/emulator";
import { useEmulator } from "../../support/e2eEmulator";
import { until } from "../../support/e2eUntil";
import { runMsads, startMsads } from "../msads";
import { withOtherCode } from "./altered";

const emulator = useEmulator();

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "msads-parity-"));
});
const started: ReturnType<typeof startMsads>[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const environment = () => ({ MSADS_ENVIRONMENT: "emulator", MSADS_ENDPOINT: emulator.now.url });
const parity = (...args: readonly string[]) => runMsads(["parity", ...args], environment(), folder);
const kept = (name = "msads-parity.json") => readFileSync(join(folder, name), "utf8");
const own = () => emulator.now.store.goals.filter(({ fields }) => fields.Name?.startsWith("msads-parity "));

describe("msads parity, the command", () => {
  test("without a terminal it sends nothing until --yes is said", async () => {
    const { code, stderr, stdout } = await parity();
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("they stay there for ever");
    expect(stderr).toContain("say --yes");
    expect(emulator.now.calls()).toEqual([]);
  });

  test("prints rule by rule, and keeps a file that the emulator can follow", async () => {
    const { code, stdout } = await parity("--yes", "--transport", "rest");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^callRules\n/);
    expect(stdout).toMatch(/holds +assumed +goal\.name-case +Names are compared without case/);
    expect(stdout).toMatch(/not asked +assumed +collect\.visit .*\n +→ what becomes of a website's data/);
    expect(stdout).toContain(
      "59 rules hold, 6 differ, 33 were not asked; of those asked, the service does what the emulator does.",
    );
    expect(parseObserved(kept(), "file").transport).toBe("rest");
  });

  test("Ctrl-C: the call under way finishes, the goals are paused, the file is whole, and the end says what stays", async () => {
    emulator.now.settings({ latencyMs: 20 });
    const child = startMsads(["parity", "--yes"], environment(), folder);
    started.push(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    await until("three goals", () => own().length > 2);
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([1, null]);
    expect(said).toContain("Stopping: the call under way finishes");
    expect(said).toContain(`Left in the account: ${own().length} paused goals and 1 UET tag`);
    expect(said).toContain("The run ended early: it was stopped");
    expect(own().filter(({ fields }) => fields.Status !== "Paused")).toEqual([]);
    expect(Object.keys(parseObserved(kept(), "file").rules).length).toBeGreaterThan(3);
  });

  test("a second Ctrl-C ends it at once and says how to tidy, which --resume does", async () => {
    emulator.now.settings({ latencyMs: 20 });
    const child = startMsads(["parity", "--yes"], environment(), folder);
    started.push(child);
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    await until("three goals", () => own().length > 2);
    // What is under way cannot end.
    emulator.now.settings({ latencyMs: 60_000 });
    child.kill("SIGINT");
    await until("the first word", () => said.includes("Stopping: "));
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
    const calls = emulator.now.calls().length;
    emulator.now.settings({ latencyMs: 0 });
    emulator.now.clearFaults();
    await until("the end of the call under way", () => emulator.now.calls().length > calls);
    expect(said).toContain("msads parity --resume msads-parity.json pauses them and puts it back.");
    const active = () => own().filter(({ fields }) => fields.Status !== "Paused");
    expect(active().length).toBeGreaterThan(0);
    const { code } = await parity("--yes", "--resume", "msads-parity.json");
    expect([code, active()]).toEqual([0, []]);
    expect(parseObserved(kept(), "file").prefix).toBeUndefined();
  });

  test("--resume with a prefix that no run has is refused, and nothing is paused by it", async () => {
    writeFileSync(
      join(folder, "old.json"),
      JSON.stringify({ ...withOtherCode("link.null"), prefix: "Order" }),
    );
    const { code, stderr } = await parity("--yes", "--resume", "old.json");
    expect([code, emulator.now.calls().length]).toEqual([2, 0]);
    expect(stderr).toBe('msads: old.json was changed: "Order" is no prefix of a run\n');
  });

  test.each([
    [
      "another format",
      { ...withOtherCode("link.null"), format: 2 },
      /has format 2; this version of pulumi-msads reads format 1/,
    ],
    [
      "a rule that there is not",
      { ...withOtherCode("link.null"), rules: { "link.nought": { result: "holds" } } },
      /"link\.nought" is no rule of the emulator/,
    ],
    ["a file without results", {}, /has format none/],
  ])("--resume with %s is refused in words", async (_what, file, words) => {
    writeFileSync(join(folder, "old.json"), JSON.stringify(file));
    const { code, stderr } = await parity("--yes", "--resume", "old.json");
    expect([code, emulator.now.calls().length]).toEqual([2, 0]);
    expect(stderr).toMatch(words);
  });

  test("--resume over another transport, or of a file that is not there, is refused in words", async () => {
    writeFileSync(join(folder, "old.json"), JSON.stringify(withOtherCode("link.null")));
    const other = await parity("--yes", "--resume", "old.json", "--transport", "rest");
    expect([other.code, other.stderr]).toEqual([
      2,
      "msads: old.json has results over SOAP: go on with --transport soap\n",
    ]);
    const none = await parity("--yes", "--resume", "none.json");
    expect([none.code, none.stderr]).toEqual([2, "msads: --resume none.json cannot be read (ENOENT)\n"]);
  });

  test("a new run does not write over the file of one that did not end, nor over something else", async () => {
    const unfinished = JSON.stringify({ ...withOtherCode("link.null"), autoTagging: "false" });
    writeFileSync(join(folder, "msads-parity.json"), unfinished);
    const { code, stderr } = await parity("--yes");
    expect(code).toBe(2);
    expect(stderr).toContain("of a run that did not end: go on with --resume msads-parity.json");
    writeFileSync(join(folder, "notes.txt"), "mine");
    const notes = await parity("--yes", "--out", "notes.txt");
    expect([notes.code, kept("notes.txt"), kept()]).toEqual([2, "mine", unfinished]);
    expect(emulator.now.calls()).toEqual([]);
  });
});

describe("msads emulator --observed", () => {
  async function follow(file: string) {
    const child = startMsads(["emulator", "--port", "0", "--observed", file], {}, folder);
    started.push(child);
    if (child.stdout === null) throw new Error("no stdout");
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const { admin } = JSON.parse(line) as { readonly admin: string };
    const rows = (await (await fetch(`${admin}/rules`)).json()) as readonly Readonly<
      Record<string, unknown>
    >[];
    return (id: string) => rows.find((row) => row.id === id);
  }

  test("shows which marks come from the file, and which rules are in force by it", async () => {
    const rules = {
      "goal.name-case": { result: "differs" },
      "link.exists": { result: "holds", codes: [1043] },
      "default.status": { result: "holds" },
      "collect.visit": { result: "not asked" },
    };
    writeFileSync(join(folder, "seen.json"), JSON.stringify({ ...withOtherCode("link.null"), rules }));
    const row = await follow("seen.json");
    const mark = { mark: "observed", source: "msads parity, sandbox, 2026-11-01, over SOAP" };
    expect(row("goal.name-case")).toMatchObject({ ...mark, inForce: false, observed: { result: "differs" } });
    expect(row("link.exists")).toMatchObject({ ...mark, inForce: true });
    expect(row("default.status")).toMatchObject({ ...mark, inForce: true });
    expect(row("collect.visit")).toMatchObject({ mark: "assumed", inForce: true });
    expect(row("collect.visit")).not.toHaveProperty("observed");
  });

  test("refuses a file of another format in words, and one that is not there", async () => {
    writeFileSync(join(folder, "old.json"), JSON.stringify({ ...withOtherCode("link.null"), format: 7 }));
    const old = await runMsads(["emulator", "--port", "0", "--observed", "old.json"], {}, folder);
    expect([old.code, old.stdout]).toEqual([1, ""]);
    expect(old.stderr).toBe(
      "msads: old.json has format 7; this version of pulumi-msads reads format 1: run msads parity again\n",
    );
    const none = await runMsads(["emulator", "--port", "0", "--observed", "none.json"], {}, folder);
    expect([none.code, none.stderr]).toEqual([1, "msads: none.json cannot be read (ENOENT)\n"]);
    expect(existsSync(join(folder, "none.json"))).toBe(false);
  });
});
