import fc from "fast-check";
import { systemClock } from "../../provider/account/clock";
import { lookupIn, settingsOf } from "../../provider/config/settings";
import type { Emulator, GoalEdit } from "../../provider/emulator";
import type { GoalType } from "../../provider/goals/definition";
import { wantedGoal } from "../../provider/goals/wanted";
import { connect } from "../../provider/session/connect";
import { twoVersions } from "../support/e2eAnyGoal";
import type { Values } from "../support/e2eWire";

/** A goal of a random account. `edit`: what somebody did to it in the web UI, where the API would not. */
export interface AnyGoal {
  readonly name: string;
  readonly tag: number;
  readonly inputs: Values;
  readonly edit: GoalEdit | undefined;
}

export interface AnyAccount {
  readonly tags: readonly { readonly name: string; readonly description: string | undefined }[];
  readonly goals: readonly AnyGoal[];
  /** Names of smart goals. */
  readonly smart: readonly string[];
}

/** Names that hurt: in strings, comments, keys, identifiers and on a terminal. */
export const HOSTILE_NAMES = [
  // Its last letter is old, and the capital of that is not.
  "a \u0264",
  'He said "no" \\ yes',
  `\`\${process.exit(1)}\``,
  "*/ // <!-- --> /*",
  "line\u2028and\u2029ends",
  "\u202eright to left\u2066",
  "zero\u200bwidth\ufeff",
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
  "Constructor",
  "TOSTRING",
  "length",
  "msads",
  "pulumi",
  "import",
  "await",
  "undefined",
  "Object",
  "exports",
  "type",
  "class",
  "123 go",
  "-",
  "名前 テスト",
  "Überraschung für Łódź",
  "🎉👩‍👩‍👧",
  "Order placed",
  "order-placed",
  "ORDER_PLACED",
  "goals",
  "new",
  'adopt: "1",',
];

/** Whether the API has no words for what was edited: written down here again, by Microsoft's pages. */
export function isBeyondWords({ edit, inputs }: AnyGoal): boolean {
  const type = String(inputs.type);
  if (edit?.IsAutoGoal) return true;
  if (edit?.GoalCategory === "None") return ["Url", "Event", "OfflineConversion"].includes(type);
  return edit?.Scope === "Account" && ["AppInstall", "AppDownload", "InStoreTransaction"].includes(type);
}

const name = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
    .filter((text) => text.trim() === text && text !== "" && text.length <= 100 && !/\p{C}/u.test(text))
    .map((text) => text.normalize("NFC")),
);

/** What only the web UI or an older version of the API can make of a goal. */
const edits: readonly (GoalEdit | undefined)[] = [
  undefined,
  undefined,
  undefined,
  { Status: "Paused" },
  { ConversionWindowInMinutes: null, CountType: null },
  { Revenue: null },
  { Scope: "Account" },
  { GoalCategory: "None" },
  { IsAutoGoal: true },
  { Revenue: { Type: "FixedValue", Value: "5.5000" } },
  { Revenue: { Type: "VariableValue", Value: "0", CurrencyCode: "EUR" } },
];

const anyGoal = fc
  .record({ name, tag: fc.nat(2), versions: twoVersions("0"), edit: fc.constantFrom(...edits) })
  .map(({ versions, ...goal }): AnyGoal => ({ ...goal, inputs: versions[0].inputs }));

const isShop = ({ inputs }: AnyGoal) => inputs.type === "InStoreTransaction";
const folded = ({ name: text }: { readonly name: string }) => text.trim().replace(/\s+/g, " ").toLowerCase();

export const anyAccount: fc.Arbitrary<AnyAccount> = fc
  .record({
    tags: fc.uniqueArray(fc.record({ name, description: fc.option(name, { nil: undefined }) }), {
      selector: folded,
      minLength: 1,
      maxLength: 3,
    }),
    goals: fc.uniqueArray(anyGoal, { selector: folded, minLength: 1, maxLength: 7 }),
    smart: fc.uniqueArray(name, { selector: (text) => folded({ name: text }), maxLength: 2 }),
  })
  .map(({ tags, goals, smart }) => ({
    tags,
    goals: goals.filter((goal, index) => !isShop(goal) || goals.findIndex(isShop) === index),
    smart: smart.filter((text) => !goals.some((goal) => folded(goal) === folded({ name: text }))),
  }));

/** Makes the account in the emulator: by the API, and then by hand. */
export async function makeAccount(emulator: Emulator, { tags, goals, smart }: AnyAccount): Promise<void> {
  const environment = {
    MSADS_ENVIRONMENT: "emulator",
    MSADS_ENDPOINT: emulator.url,
    MSADS_TRANSPORT: "rest",
  };
  const settings = settingsOf(
    lookupIn(() => undefined, environment),
    "no-such-file",
  );
  const world = { environment, clock: systemClock, notify: () => {}, connect };
  const port = connect(settings, world).port({ customerId: "111", accountId: "222" });
  const added = await port.addUetTags(tags.map((fields) => ({ fields })));
  const tagIds = added.items.map((item) => (item.ok ? item.value.id : ""));
  const made = await port.addConversionGoals(
    goals.map(({ name: text, tag, inputs }) => {
      const { type, ...others } = inputs;
      const tagId = others.tagId === undefined ? {} : { tagId: tagIds[tag % tagIds.length] };
      return wantedGoal(type as GoalType, { ...others, ...tagId, name: text });
    }),
  );
  for (const [index, item] of made.items.entries()) {
    if (!item.ok) throw new Error(`not made: ${JSON.stringify([goals[index], item.errors])}`);
    const edit = goals[index]?.edit;
    if (edit !== undefined) emulator.editGoal(item.value, edit);
  }
  for (const [index, text] of smart.entries()) {
    const tagId = tagIds[index];
    emulator.addOtherGoal({ type: "Smart", name: text, ...(tagId === undefined ? {} : { tagId }) });
  }
}
