import fc from "fast-check";
import { expect, test } from "vitest";
import { twoVersions } from "../support/e2eAnyGoal";
import { useEmulator } from "../support/e2eEmulator";
import { ofSite, site } from "../support/e2eGoals";
import { type Declared, goal, type Program, tag } from "../support/e2eStack";
import { TRANSPORTS } from "../support/e2eTransport";
import { LoggedAccount } from "./restoreLog";
import { Past, verdictOf } from "./restorePast";
import { type WebEdit, webEdit, webEdits } from "./webEdits";

const emulator = useEmulator();

/** What a run says of one goal: it is not in the program, or in one of two versions, perhaps under a second name. */
const said = fc.constantFrom("gone", "first", "second", "renamed");
const RUNS = 4;
const goals = fc.array(
  fc.tuple(twoVersions(ofSite.tagId), fc.array(said, { minLength: RUNS, maxLength: RUNS })),
  { minLength: 1, maxLength: 4 },
);
/** What people do in the web UI after each run. */
const byHand = fc.array(fc.array(webEdits, { maxLength: 3 }), { minLength: RUNS, maxLength: RUNS });

type Goals = readonly (readonly [readonly [Declared, Declared], readonly string[]])[];

/** The program of one run. A goal that another resource would create anew is refused by its name, so each keeps its resource. */
function programOf(all: Goals, run: number): Program {
  const declared = all.flatMap(([[first, second], sayings], index) => {
    const saying = sayings[run];
    if (saying === "gone") return [];
    const { inputs } = saying === "first" ? first : second;
    const name = `Goal ${index}${saying === "renamed" ? " renamed" : ""}`;
    return [[`goal${index}`, goal({ ...inputs, name, adopt: true })] as const];
  });
  const description = run % 2 === 0 ? "even" : "odd";
  return { site, shop: tag({ name: "Shop", description }), ...Object.fromEntries(declared) };
}

let runs = 0;

/** Runs and edits by hand in turns, and then a restore to one of the times between them. */
async function afterRestore(
  all: Goals,
  edits: readonly (readonly WebEdit[])[],
  back: number,
  overwritesOthers: boolean,
) {
  emulator.now.reset();
  runs += 1;
  const account = new LoggedAccount(emulator.now, { "msads:transport": TRANSPORTS[runs % 2] ?? "soap" });
  const past = new Past(emulator.now, account.file);
  const times: Date[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) {
      await account.stack.up(programOf(all, run), { continueOnError: true });
      past.programRan();
      times.push(account.later());
      for (const edit of edits[run] ?? []) webEdit(emulator.now, edit);
      past.peopleEdited();
      times.push(account.later());
    }
    const at = times[back] ?? new Date(0);
    const options = { apply: true, pausesNew: true, pauseAtMost: 99, overwritesOthers };
    const { text } = await account.restore(at, { ...options, json: true });
    const told = JSON.parse(text);
    const verdict = verdictOf(past, back, told);
    const again = await account.restore(at, options);
    // What the service has refused is tried again.
    return { verdict, again: told.applied?.failed.length > 0 ? [] : again.writes };
  } finally {
    account.close();
  }
}

test("any account comes back as it was at any time, but for what is listed, whatever people did in the web UI meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(goals, byHand, fc.nat(2 * RUNS - 1), async (all, edits, back) => {
      const { verdict, again } = await afterRestore(all, edits, back, false);
      expect(verdict.silentlyWrong).toEqual([]);
      expect(verdict.overwritten).toEqual([]);
      expect(again).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test("with --overwrite-others it overwrites what people did, shows it, and leaves alone what the log does not know", async () => {
  await fc.assert(
    fc.asyncProperty(goals, byHand, fc.nat(2 * RUNS - 1), async (all, edits, back) => {
      const { verdict, again } = await afterRestore(all, edits, back, true);
      expect(verdict.silentlyWrong).toEqual([]);
      expect(again).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test("an account that only programs write comes back whole", async () => {
  await fc.assert(
    fc.asyncProperty(goals, fc.nat(2 * RUNS - 1), async (all, back) => {
      const { verdict, again } = await afterRestore(all, [], back, false);
      expect(verdict).toEqual({ silentlyWrong: [], overwritten: [], heldBack: [], refused: [] });
      expect(again).toEqual([]);
    }),
    { numRuns: 15 },
  );
});
