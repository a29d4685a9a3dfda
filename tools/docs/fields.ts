import { accountSettingFields } from "../../provider/accountSettings/accountSettings";
import { campaignFields } from "../../provider/campaigns/campaign";
import { LISTED_CURRENCIES } from "../../provider/goals/currencies";
import { GOAL_TYPES, type GoalDefinition, type GoalType } from "../../provider/goals/definition";
import { definitionOf } from "../../provider/goals/definitions";
import type { Field, Fields } from "../../provider/goals/field";
import { tagFields } from "../../provider/tags/tag";
import { type Docstrings, docstringsIn } from "./docstrings";
import {
  CAMPAIGN,
  className,
  describedIn,
  FIELD_FILES,
  revenueHome,
  SETTINGS,
  settable,
  TAG,
} from "./fieldDocs";
import { code, GENERATED, table } from "./markdown";

const MANAGEMENT = "provider/resources/args.ts#ManagementArgs";
const LIBRARY = "provider/resources/conversionGoalLibrary.ts#ConversionGoalLibraryArgs";
const HEAD = ["field", "what it is", "allowed", "default", "API"];

/** The page of every field: what the tables of goals and tags say, in the words of their docstrings. */
export function fieldsPage(root: string): string {
  const docs = docstringsIn(root, [
    ...FIELD_FILES,
    ...[MANAGEMENT, LIBRARY].map((each) => each.split("#")[0] ?? ""),
  ]);
  const types = GOAL_TYPES.map((type) => typeSection(definitionOf(type), docs));
  const sections = [
    tagSection(docs),
    ...neighbourSections(docs),
    managementSection(docs),
    ...types,
    librarySection(docs),
    CURRENCIES,
  ];
  return [GENERATED, INTRODUCTION, ...sections].join("\n\n").concat("\n");
}

const INTRODUCTION = `# Every field

Names are Microsoft's in camelCase: \`conversionWindowInMinutes\` is \`ConversionWindowInMinutes\` of the API. **Bold** fields are required. \`pulumi preview\` refuses values that are not allowed.

- **Ids** are strings of digits.
- **Money and event values** are numbers, or strings if a number cannot hold every digit (\`"10.50"\`). Round computed values: \`Math.round(x * 1000) / 1000\`.
- **Lengths** are in UTF-16 code units, like JavaScript's \`length\`: an emoji counts as two or more. Microsoft does not document how it counts; a text that fits by this count fits by any count of characters.
- **Control characters** are those of Unicode's category Cc: line breaks, tabs, U+0085 and the like. They are refused because they are invisible, and Microsoft does not document how it treats them.

**default** is Microsoft's documented default. The program gets the defaults of \`status\`, \`countType\` and \`scope\` if it does not set them. Every other field is [managed](concepts.md#managed-fields) only if the program sets it; otherwise
it is neither compared nor sent. When you remove a field from the program, it is reset to its default. A field without a default keeps its value, because the API cannot clear it, and a notice says so.
This also applies to parts of \`revenue\`: without \`currencyCode\` the account's currency applies again, and without \`value\` (VariableValue) there is none. A part that the program never set keeps its value.

**API**: "v13" fields are refused with \`msads:apiVersion\` 12; both versions have all other fields. The error numbers link to [what to do about them](errors.md).

Types: [Url](#urlgoal), [Duration](#durationgoal), [PagesViewedPerVisit](#pagesviewedpervisitgoal), [Event](#eventgoal), [AppInstall](#appinstallgoal), [AppDownload](#appdownloadgoal),
[OfflineConversion](#offlineconversiongoal), [InStoreTransaction](#instoretransactiongoal); the [tag](#uettag), the [settings of an account](#accountconversionsettings), the [goals of a campaign](#campaignconversiongoals), the [library](#conversiongoallibrary), and [what every resource takes](#every-resource).`;

const CURRENCIES = `## Currencies

Microsoft lists ${LISTED_CURRENCIES.length} codes for the revenue of goals: ${LISTED_CURRENCIES.join(" ")}.

The list lacks some current codes (TRY, VES). If a program starts to use such a code, the preview warns and allows it: the service decides ([5351](errors.md#5351)).`;

function tagSection(docs: Docstrings): string {
  return `## UetTag

The script on every page of a site. Its \`name\` is unique within a customer. The API can neither delete nor pause a tag.

${fieldTable(tagFields, docs, (name) => docs.of(TAG, [name]))}

Other outputs: \`id\`, \`trackingScript\` (for every page of the site), \`trackingNoScript\` (its part for visitors without JavaScript), \`trackingStatus\` (Unverified, Active or Inactive), \`customerId\`, \`accountId\`.`;
}

function neighbourSections(docs: Docstrings): readonly string[] {
  const of = (home: string) => (name: string) => docs.of(home, [name]);
  return [
    `## AccountConversionSettings

The settings of an account that concern conversion tracking; at most one for an account. [What they do](account-settings.md). API version 13 only.

${fieldTable(accountSettingFields, docs, of(SETTINGS))}

Other outputs: \`customerId\`, \`accountId\`. It takes no \`onDelete\`: settings that leave the program stay as they are.`,
    `## CampaignConversionGoals

The goals that a campaign is optimised for. [How they are managed](campaign-goals.md). API version 13 only.

${fieldTable(campaignFields, docs, of(CAMPAIGN))}

Other outputs: \`campaignName\`, \`customerId\`, \`accountId\`.`,
  ];
}

function managementSection(docs: Docstrings): string {
  const row = (name: string, allowed: string) => [code(name), docs.of(MANAGEMENT, [name]), allowed];
  return `## Every resource

Every resource takes these as well. They define how a resource is managed, and are not sent. (On a library, \`adopt\` is true or false; its goals take \`adopt\` and \`onDelete\` of their own.)

${table(
  ["input", "what it is", "allowed"],
  [
    row("customerId", "digits"),
    row("accountId", "digits"),
    row("adopt", 'true, false, or an id as a string ("46068448")'),
    row("onDelete", "pause, retain"),
  ],
)}`;
}

function typeSection(definition: GoalDefinition, docs: Docstrings): string {
  const since = definition.since === 13 ? " API version 13 only." : "";
  return `## ${className(definition.type)}

${OPENINGS[definition.type]}${since}${unitSentence(definition)}

${fieldTable({ ...definition.own, ...definition.base }, docs, describedIn(definition, docs))}

Other outputs: \`id\`, \`trackingStatus\`, \`customerId\`, \`accountId\`.`;
}

export const OPENINGS: Readonly<Record<GoalType, string>> = {
  Url: "Counts a visit to a page whose address matches. Microsoft's match ignores case.",
  Duration: "Counts a visit that lasts at least the given number of seconds.",
  PagesViewedPerVisit: "Counts a visit to at least the given number of pages.",
  Event: "Counts an event that a page sends with `uetq.push`. Set at least one pair.",
  AppInstall:
    "Counts an app installed from its store. It needs no tag, and belongs to the customer as a whole.",
  AppDownload:
    "Counts an app downloaded from its store. It needs no tag, and belongs to the customer as a whole.",
  OfflineConversion:
    "Counts conversions that are uploaded later. The service accepts uploads from two hours after the goal was created. They find it by its name.",
  InStoreTransaction:
    "Counts purchases in a shop that are uploaded later. A customer can have only one, and only in Microsoft's pilot.",
};

function unitSentence({ type, unit }: GoalDefinition): string {
  if (unit.length === 0) return "";
  if (type === "Event")
    return " A pair is an expression (or the value) and its operator: set both or neither. A pair that is in the account and not in the program is drift, and is removed.";
  return ` ${unit.map(code).join(" and ")} are always sent together.`;
}

function librarySection(docs: Docstrings): string {
  const row = (name: string, fallback: string) => [code(name), docs.of(LIBRARY, [name]), fallback];
  return `## ConversionGoalLibrary

[Many goals](many-goals.md) in one resource. A goal in it has the fields of its type above without \`name\` (its key is its name), and \`type\`, \`adopt\`, \`onDelete\` and
\`renamedFrom\` (the previous key).

${table(
  ["input", "what it is", "default"],
  [
    row("goals", "required"),
    row("unlisted", '`"ignore"`'),
    row("pauseAtMost", "`10`"),
    row("adopt", "not given"),
  ],
)}

Also \`customerId\`, \`accountId\` and \`onDelete\`, as for [every resource](#every-resource). Other outputs: \`ids\` and \`trackingStatuses\`, by the goals' names.`;
}

/** A row for each field that a program may set, what must be given first; fields inside an object follow it. */
function fieldTable(fields: Fields, docs: Docstrings, describe: (name: string) => string): string {
  const rows = settable(fields).flatMap(([name, field]) => [
    fieldRow(name, field, describe(name)),
    ...Object.entries(field.inside ?? {})
      .filter(([, inner]) => !inner.system)
      .map(([inner, each]) => fieldRow(`${name}.${inner}`, each, docs.of(revenueHome(field), [inner]))),
  ]);
  return table(HEAD, rows);
}

function fieldRow(name: string, field: Field, said: string): readonly string[] {
  const required = field.requiredFrom === undefined ? code(name) : `**${code(name)}**`;
  return [required, inWords(said, field), allowed(field), defaultOf(field), field.since === 13 ? "v13" : ""];
}

function allowed({ kind, allowed: words }: Field): string {
  return kind === "choice" ? words.split(", ").map(code).join(", ") : words;
}

function defaultOf({ default: fallback }: Field): string {
  if (fallback === undefined) return "";
  const isNothing =
    typeof fallback === "object" && (fallback as { type?: string } | null)?.type === "NoValue";
  return code(isNothing ? '{ type: "NoValue" }' : JSON.stringify(fallback));
}

/** A docstring without what the other columns say, its errors as links. */
function inWords(said: string, field: Field): string {
  const version = /(^| )v13\.(?= |$)/g;
  const fallback = field.default === undefined ? /$^/ : /(^| )Default [A-Za-z0-9]+( \([^)]*\))?\.(?= |$)/g;
  const rest = said.replace(version, "").replace(fallback, "");
  return rest.replace(/Errors? ([0-9, to]+)\./g, (_, codes: string) => {
    const linked = codes.replace(/[0-9]+/g, (each) => `[${each}](errors.md#${each})`);
    return `Error ${linked}.`;
  });
}
