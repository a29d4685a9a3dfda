import { foldName } from "../../goals/names";
import { counted } from "../../goals/text";
import { commentLines, keyLiteral, literal, textLiteral } from "./literal";
import type { Exported, ExportedGoal, ExportedTag, Inputs, LeftOut } from "./model";
import { LIBRARY } from "./planExport";

/** One resource for each goal, or one for all of them. */
export type Form = "single" | "library";

/** Microsoft: an account holds 1,000 goals; more are seen where other accounts share theirs. */
const MOST_IN_LIBRARY = 1_000;

/** The program's text. `account`: what was exported, in words. */
export function renderProgram(exported: Exported, form: Form, account: string): string {
  const { goals, leftOut } = exported;
  const listed = new Set(form === "library" ? forLibrary(goals) : []);
  const single = goals.filter((goal) => !listed.has(goal));
  const drafts = leftOut.flatMap(({ draft }) => draft ?? []);
  const blocks = [
    header(account),
    ...groupsOf(exported, single).map(renderGroup),
    ...(listed.size > 0 ? [renderLibrary(groupsOf({ ...exported, tags: [] }, [...listed]))] : []),
    ...renderNeighbours(exported),
    ...(leftOut.length > 0 ? [renderLeftOut(leftOut, drafts)] : []),
  ];
  return `${['import * as msads from "pulumi-msads";', ...blocks.map((lines) => lines.join("\n"))].join("\n\n")}\n`;
}

function header(account: string): readonly string[] {
  return [
    `${account}. The first \`pulumi up\` takes over these tags and goals and changes none of them.`,
    "The adopt lines are for that run: remove them afterwards, or leave them.",
    "Fields that are not set here are not managed: they keep their values, whoever changes them.",
  ].flatMap((line) => commentLines(line));
}

/** A tag with its goals, or the goals of one tag that is not declared here, or those of none. */
interface Group {
  readonly heading: string;
  readonly tag: ExportedTag | undefined;
  readonly goals: readonly ExportedGoal[];
}

function groupsOf({ tags }: Exported, goals: readonly ExportedGoal[]): readonly Group[] {
  const byTag = Map.groupBy(goals, ({ tag, inputs }) => tag ?? String(inputs.tagId ?? ""));
  const declared = new Set<ExportedTag | string>([...tags, ...byTag.keys()].filter(isTag));
  const ids = [...byTag.keys()].filter((key) => !isTag(key)).sort();
  return [...declared, ...ids].map((key) => {
    const own = byTag.get(key) ?? [];
    const tag = isTag(key) ? key : undefined;
    return { heading: headingOf(key, own.length), tag: tags.find((each) => each === tag), goals: own };
  });
}

function isTag(key: ExportedTag | string): key is ExportedTag {
  return typeof key !== "string";
}

function headingOf(key: ExportedTag | string, count: number): string {
  const goals = count === 0 ? "" : `: ${counted(count, "goal")}`;
  if (isTag(key)) return `UET tag ${textLiteral(key.name)}${goals}`;
  return key === "" ? `Without a UET tag${goals}` : `UET tag ${key}, which is not declared here${goals}`;
}

function renderGroup({ heading, tag, goals }: Group): readonly string[] {
  return [
    ...commentLines(heading),
    ...(tag === undefined ? [] : renderTag(tag)),
    ...goals.flatMap((goal, index) => [...(index > 0 || tag !== undefined ? [""] : []), ...renderGoal(goal)]),
  ];
}

function renderTag({ variable, resource, inputs, id }: ExportedTag): readonly string[] {
  return [
    `const ${variable} = new msads.UetTag(${textLiteral(resource)}, {`,
    ...Object.entries(inputs).map(([name, value]) => `  ${name}: ${literal(value)},`),
    `  adopt: ${textLiteral(id)},`,
    "});",
  ];
}

function renderGoal(goal: ExportedGoal): readonly string[] {
  const { type, resource, inputs } = goal;
  return [
    `new msads.${type}Goal(${textLiteral(resource)}, {`,
    ...renderFields(goal, Object.entries(inputs), "  "),
    "});",
  ];
}

/** The goal's fields, its tag after its name, its adopt line and what could not be said. */
function renderFields(
  { tag, id, notes }: ExportedGoal,
  inputs: readonly (readonly [string, unknown])[],
  indent: string,
): readonly string[] {
  const lines = inputs.map(([name, value]) => `${indent}${name}: ${literal(value)},`);
  const afterName = inputs[0]?.[0] === "name" ? 1 : 0;
  return [
    ...lines.slice(0, afterName),
    ...(tag === undefined ? [] : [`${indent}tagId: ${tag.variable}.id,`]),
    ...lines.slice(afterName),
    ...notes.flatMap((note) => commentLines(visible(note), indent)),
    `${indent}adopt: ${textLiteral(id)},`,
  ];
}

function renderLibrary(groups: readonly Group[]): readonly string[] {
  return [
    `new msads.ConversionGoalLibrary(${textLiteral(LIBRARY)}, {`,
    "  goals: {",
    ...groups.flatMap(({ heading, goals }) => [
      ...commentLines(heading, "    "),
      ...goals.flatMap((goal) => renderEntry(goal, "    ")),
    ]),
    "  },",
    "});",
  ];
}

function renderNeighbours({ settings = {}, campaigns = [] }: Exported): readonly (readonly string[])[] {
  const lines = (inputs: Inputs) =>
    Object.entries(inputs).map(([name, value]) => `  ${name}: ${literal(value)},`);
  const account = [
    ...commentLines("Settings of the account"),
    'new msads.AccountConversionSettings("account", {',
    ...lines(settings),
    "});",
  ];
  return [
    ...(Object.keys(settings).length === 0 ? [] : [account]),
    ...campaigns.map(({ name, resource, goals, inputs }) => [
      ...commentLines(
        `Goals of campaign ${textLiteral(name)}: ${goals.map(textLiteral).join(", ") || "none of its own"}`,
      ),
      `new msads.CampaignConversionGoals(${textLiteral(resource)}, {`,
      ...lines(inputs),
      "});",
    ]),
  ];
}

function renderEntry(goal: ExportedGoal, indent: string): readonly string[] {
  const fields = Object.entries(goal.inputs).filter(([name]) => name !== "name");
  const inner = `${indent}  `;
  return [
    `${indent}${keyLiteral(goal.name)}: {`,
    `${inner}type: ${textLiteral(goal.type)},`,
    ...renderFields(goal, fields, inner),
    `${indent}},`,
  ];
}

/**
 * What a library can list: no two names that are the same but for case or blanks, and no name that every object has
 * already, like `constructor`: the compiler takes such a key for that member, and `__proto__` is not even a key.
 */
function forLibrary(goals: readonly ExportedGoal[]): readonly ExportedGoal[] {
  const seen = new Set<string>();
  const fit = goals.filter(({ name }) => {
    if (name in {}) return false;
    const folded = foldName(name);
    const isNew = !seen.has(folded);
    seen.add(folded);
    return isNew;
  });
  return fit.slice(0, MOST_IN_LIBRARY);
}

function renderLeftOut(leftOut: readonly LeftOut[], drafts: readonly ExportedGoal[]): readonly string[] {
  const about = leftOut.flatMap(({ kind, type, id, name, why }) =>
    commentLines(
      `- ${type === undefined ? "UET tag" : `${visible(type)} ${kind}`.trim()} ${id}, ${textLiteral(name)}: ${visible(why)}`,
    ),
  );
  const code = drafts.flatMap((draft) => ["//", ...renderGoal(draft).map((line) => `// ${line}`)]);
  return [
    ...commentLines("Not managed here, and left as they are:"),
    ...about,
    ...(code.length > 0
      ? ["//", ...commentLines("To manage them, first fix the problems above in this code:"), ...code]
      : []),
  ];
}

/** A text of the service's in a comment: nothing in it may end the line. */
function visible(text: string): string {
  return textLiteral(text).slice(1, -1).replaceAll('\\"', '"');
}
