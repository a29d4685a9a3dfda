import fc from "fast-check";
import { expect, test } from "vitest";
import type { Emulator } from "../../provider/emulator";
import { twoVersions } from "../support/e2eAnyGoal";
import { useEmulator } from "../support/e2eEmulator";
import { ofSite, site } from "../support/e2eGoals";
import { type Declared, goal, type Program } from "../support/e2eStack";
import { TRANSPORTS } from "../support/e2eTransport";
import { LoggedAccount } from "./restoreLog";

const emulator = useEmulator();

/** What a run says of one goal: it is not in the program, or in one of two versions, perhaps under a second name. */
const said = fc.constantFrom("gone", "first", "second", "renamed");
const goals = fc.array(fc.tuple(twoVersions(ofSite.tagId), fc.array(said, { minLength: 4, maxLength: 4 })), {
  minLength: 1,
  maxLength: 4,
});

/** The program of one run. A goal that another resource would create anew is refused by its name, so each keeps its resource. */
function programOf(
  all: readonly (readonly [readonly [Declared, Declared], readonly string[]])[],
  run: number,
): Program {
  const declared = all.flatMap(([[first, second], sayings], index) => {
    const saying = sayings[run];
    if (saying === "gone") return [];
    const { inputs } = saying === "first" ? first : second;
    const name = `Goal ${index}${saying === "renamed" ? " renamed" : ""}`;
    return [[`goal${index}`, goal({ ...inputs, name, adopt: true })] as const];
  });
  return { site, ...Object.fromEntries(declared) };
}

/** What fields that are not set amount to. Microsoft: ConversionGoal and its derived types. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  Status: "Active",
  CountType: "All",
  ConversionWindowInMinutes: 43_200,
  ViewThroughConversionWindowInMinutes: 1_440,
  AttributionModelType: "LastClick",
  IsEnhancedConversionsEnabled: false,
  IsExternallyAttributed: false,
  ExcludeFromBidding: false,
};

type Goals = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

function goalsOf({ store }: Emulator): Goals {
  return new Map(
    store.goals.map(({ id, kind, fields }) => {
      const set = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
      const { Revenue } = fields;
      // Microsoft: a value that is left out counts as 0.
      const worth = Revenue?.Type === "NoValue" ? {} : { Value: "0" };
      return [id, { kind, ...DEFAULTS, ...Object.fromEntries(set), Revenue: { ...worth, ...Revenue } }];
    }),
  );
}

const numRuns = 20;
let runs = 0;

test("any account comes back as it was at any time, but for what is listed, and a second restore writes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(goals, fc.nat(2), async (all, back) => {
      emulator.now.reset();
      runs += 1;
      const account = new LoggedAccount(emulator.now, { "msads:transport": TRANSPORTS[runs % 2] ?? "soap" });
      const seen: { readonly at: Date; readonly goals: Goals }[] = [];
      try {
        for (let run = 0; run < 4; run += 1) {
          await account.stack.up(programOf(all, run), { continueOnError: true });
          seen.push({ at: account.later(), goals: goalsOf(emulator.now) });
        }
        const { at, goals: before } = seen[back] ?? { at: new Date(0), goals: new Map() };
        const options = { apply: true, pausesNew: true, pauseAtMost: 99, json: true };
        const { text } = await account.restore(at, options);
        const told = JSON.parse(text);
        const lost = told.lost as readonly { readonly id: string; readonly why: string }[];
        const failed = told.applied?.failed ?? [];
        expect(failed).toEqual([]);
        const after = goalsOf(emulator.now);
        for (const [id, fields] of before)
          if (!lost.some((each) => each.id === id)) expect(after.get(id), id).toEqual(fields);
        for (const [id, { Status }] of after) if (!before.has(id)) expect(Status).toBe("Paused");
        expect((await account.restore(at, options)).writes).toEqual([]);
      } finally {
        account.close();
      }
    }),
    { numRuns },
  );
});
