import { LISTED_CURRENCIES } from "../../provider/goals/currencies";
import { GOAL_TYPES, type GoalDefinition, type GoalType } from "../../provider/goals/definition";
import { definitionOf } from "../../provider/goals/definitions";
import type { Field, Fields } from "../../provider/goals/field";
import { tagFields } from "../../provider/tags/tag";
import { type Docstrings, docstringsIn } from "./docstrings";
import { className, describedIn, FIELD_FILES, revenueHome, settable, TAG } from "./fieldDocs";
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
  const sections = [tagSection(docs), managementSection(docs), ...types, librarySection(docs), CURRENCIES];
  return [GENERATED, INTRODUCTION, ...sections].join("\n\n").concat("\n");
}

const INTRODUCTION = `# Every field

Names are Microsoft's in camelCase: \`conversionWindowInMinutes\` is \`ConversionWindowInMinutes\` of the API. **Bold** fields must be given. Ids are strings of digits.
A money or event value is a number, or a string where every digit counts (\`"10.50"\`); round what your program computes (\`Math.round(x * 1000) / 1000\`). A value that is not allowed is refused in \`pulumi preview\`.
Characters are counted in UTF-16 code units, as JavaScript's \`length\` does: an emoji is two or more. Microsoft does not say how it counts; a text that fits so fits in any count of characters.
Control characters are those of Unicode's category Cc: line breaks, tabs, U+0085 and the like. Microsoft does not say what becomes of them in a name or an expression, and nobody sees them there.

**default** is Microsoft's word. \`status\`, \`countType\` and \`scope\` get theirs when the program leaves them out. Every other field is managed only if the program sets it: else it is neither
compared nor sent. A field that leaves the program goes to its default; one without a default stays as it is, since the API cannot clear a field, and a notice says so.
The same goes for a part of \`revenue\`: without \`currencyCode\` the account's own currency holds again, without \`value\` (VariableValue) none. A part that the program never set stays as it is in the account.

**API**: "v13" fields are refused with \`msads:apiVersion\` 12; all others both versions have. Numbers of errors lead to [what to do about them](errors.md).

Types: [Url](#urlgoal), [Duration](#durationgoal), [PagesViewedPerVisit](#pagesviewedpervisitgoal), [Event](#eventgoal), [AppInstall](#appinstallgoal), [AppDownload](#appdownloadgoal),
[OfflineConversion](#offlineconversiongoal), [InStoreTransaction](#instoretransactiongoal); the [tag](#uettag), the [library](#conversiongoallibrary), and [what every resource takes](#every-resource).`;

const CURRENCIES = `## Currencies

Microsoft lists ${LISTED_CURRENCIES.length} codes for the revenue of goals: ${LISTED_CURRENCIES.join(" ")}.

Some that are current are not among them (TRY, VES). A preview warns of such a code where it is new and lets it pass: the service has the last word ([5351](errors.md#5351)).`;

function tagSection(docs: Docstrings): string {
  return `## UetTag

The script on every page of a site. Unique by \`name\` in a customer; the API can neither delete nor pause one.

${fieldTable(tagFields, docs, (name) => docs.of(TAG, [name]))}

Outputs beside these: \`id\`, \`trackingScript\` (for every page of the site), \`trackingNoScript\` (its part for visitors without JavaScript), \`trackingStatus\` (Unverified, Active or Inactive), \`customerId\`, \`accountId\`.`;
}

function managementSection(docs: Docstrings): string {
  const row = (name: string, allowed: string) => [code(name), docs.of(MANAGEMENT, [name]), allowed];
  return `## Every resource

Tags, goals and libraries take these as well. They say how a resource is managed, and are not sent. (On a library, \`adopt\` is true or false; its goals take \`adopt\` and \`onDelete\` of their own.)

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

Outputs beside these: \`id\`, \`trackingStatus\`, \`customerId\`, \`accountId\`.`;
}

const OPENINGS: Readonly<Record<GoalType, string>> = {
  Url: "Counts a visit to a page whose address matches. Microsoft matches without regard to case.",
  Duration: "Counts a visit that lasts at least so many seconds.",
  PagesViewedPerVisit: "Counts a visit with at least so many pages.",
  Event: "Counts an event that a page sends with `uetq.push`. At least one pair must be given.",
  AppInstall:
    "Counts an app installed from its store. It needs no tag, and belongs to the customer as a whole.",
  AppDownload:
    "Counts an app downloaded from its store. It needs no tag, and belongs to the customer as a whole.",
  OfflineConversion:
    "Counts conversions that are uploaded later. Uploads are taken from two hours after the goal was made.",
  InStoreTransaction:
    "Counts purchases in a shop that are uploaded later. One for each customer, and only in Microsoft's pilot.",
};

function unitSentence({ type, unit }: GoalDefinition): string {
  if (unit.length === 0) return "";
  if (type === "Event")
    return " A pair is an expression (or the value) and its operator: both or neither. A pair that is in the account and not in the program is drift, and is removed.";
  return ` ${unit.map(code).join(" and ")} are always sent together.`;
}

function librarySection(docs: Docstrings): string {
  const row = (name: string, fallback: string) => [code(name), docs.of(LIBRARY, [name]), fallback];
  return `## ConversionGoalLibrary

[Many goals](many-goals.md) in one resource. A goal in it has the fields of its type above without \`name\` (its key is its name), and \`type\`, \`adopt\`, \`onDelete\` and
\`renamedFrom\` (the key it had before).

${table(
  ["input", "what it is", "default"],
  [
    row("goals", "must be given"),
    row("unlisted", '`"ignore"`'),
    row("pauseAtMost", "`10`"),
    row("adopt", "not given"),
  ],
)}

Also \`customerId\`, \`accountId\` and \`onDelete\`, as [every resource](#every-resource). Outputs beside these: \`ids\` and \`trackingStatuses\`, by the goals' names.`;
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
