import type { OperationName } from "./wireFaults";

/** What an answer to a call that was done says instead of the truth. */
export interface Lie {
  readonly to: RegExp;
  /** The truth as it was answered. */
  readonly tell: (body: string, isRest: boolean) => string;
}

type Json = Record<string, unknown>;

/** The lists of answers, and what their items are called over SOAP. */
const LISTS = {
  ConversionGoalIds: "long",
  ConversionGoals: "ConversionGoal",
  UetTags: "UetTag",
  Campaigns: "Campaign",
  AccountProperties: "AccountProperty",
} as const;

/** Changes the items of the answer's list; over SOAP each is its text. */
function items(change: (all: readonly string[], isRest: boolean) => readonly string[]): Lie["tell"] {
  return (body, isRest) => (isRest ? restItems(body, change) : soapItems(body, change));
}

function restItems(
  body: string,
  change: (all: readonly string[], isRest: boolean) => readonly string[],
): string {
  const answer = JSON.parse(body) as Json;
  for (const list of Object.keys(LISTS))
    if (Array.isArray(answer[list]))
      answer[list] = change(
        answer[list].map((each) => JSON.stringify(each)),
        true,
      ).map((each) => JSON.parse(each) as unknown);
  return JSON.stringify(answer);
}

function soapItems(
  body: string,
  change: (all: readonly string[], isRest: boolean) => readonly string[],
): string {
  return Object.entries(LISTS).reduce((xml, [list, item]) => {
    const whole = new RegExp(`(<(?:\\w+:)?${list}(?: [^>]*)?>)([\\s\\S]*?)(</(?:\\w+:)?${list}>)`);
    return xml.replace(whole, (_, open: string, inside: string, close: string) => {
      const each = new RegExp(`<((?:\\w+:)?)${item}(?: [^>]*)?(?:/>|>[\\s\\S]*?</\\1${item}>)`, "g");
      return `${open}${change(inside.match(each) ?? [], false).join("")}${close}`;
    });
  }, body);
}

/** A member of every item that is not there, or another. */
function member(name: string, to: "missing" | ((text: string) => string)): Lie["tell"] {
  return (body, isRest) => {
    if (isRest)
      return to === "missing"
        ? body
            .replaceAll(new RegExp(`"${name}":("[^"]*"|[\\w.]+|\\[[^\\]]*\\]),?`, "g"), "")
            .replaceAll(",}", "}")
        : body.replaceAll(
            new RegExp(`("${name}":)("?)([^",}\\]]*)`, "g"),
            (_, head, quote, text) => `${head}${quote}${to(text)}`,
          );
    const element = new RegExp(`<((?:\\w+:)?)${name}((?: [^>]*)?)(?:/>|>([\\s\\S]*?)</\\1${name}>)`, "g");
    return body.replaceAll(element, (_, prefix, attributes, text = "") =>
      to === "missing" ? "" : `<${prefix}${name}${attributes}>${to(text)}</${prefix}${name}>`,
    );
  };
}

const NIL = (one: string, isRest: boolean) =>
  isRest
    ? "null"
    : one.replace(
        /^<([\w:]+)[\s\S]*$/,
        '<$1 xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>',
      );

const id = (one: string, to: string, isRest: boolean) =>
  isRest ? `"${to}"` : one.replace(/>[^<]*</, `>${to}<`);

/** Adds an error about one item, or about none that can be told. */
function error(index: number | undefined, code: number): Lie["tell"] {
  const at = index === undefined ? {} : { Index: index };
  const json = { ...at, Code: code, ErrorCode: "Lie", Message: "A lie", FieldPath: null, Type: "BatchError" };
  return (body, isRest) => {
    if (isRest) return JSON.stringify({ ...(JSON.parse(body) as Json), PartialErrors: [json] });
    const inside =
      `<b:BatchError xmlns:b="https://bingads.microsoft.com/CampaignManagement/v13"><b:Code>${code}</b:Code>` +
      `<b:ErrorCode>Lie</b:ErrorCode>${index === undefined ? "" : `<b:Index>${index}</b:Index>`}<b:Message>A lie</b:Message></b:BatchError>`;
    const there = /<((?:\w+:)?)PartialErrors((?: [^>]*)?)(?:\/>|>[\s\S]*?<\/\1PartialErrors>)/;
    return body.replace(
      there,
      (_, prefix, attributes: string) =>
        `<${prefix}PartialErrors${attributes.replace(/ \w+:nil="\w+"/, "")}>${inside}</${prefix}PartialErrors>`,
    );
  };
}

const both =
  (one: Lie["tell"], other: Lie["tell"]): Lie["tell"] =>
  (body, isRest) =>
    other(one(body, isRest), isRest);
const firstNil = items(([first = "", ...rest], isRest) => [NIL(first, isRest), ...rest]);

const ADDS = /^Add(Conv|Uet)/;
const WRITES = /^(Add|Update|Delete)/;
const READS = /^Get/;
/** Of what a program does not send, state takes what an answer says of the account's settings, and a refresh puts that right. */
const LISTS_OF_THINGS = /^Get(Conv|Uet|Camp)/;

export const LIES: Readonly<Record<string, Lie>> = {
  "ids reversed": { to: ADDS, tell: items((all) => [...all].reverse()) },
  "an id less": { to: ADDS, tell: items((all) => all.slice(1)) },
  "an id more": { to: ADDS, tell: items((all) => [...all, ...all.slice(0, 1)]) },
  "first id nil": { to: ADDS, tell: firstNil },
  "first id twice": { to: ADDS, tell: items(([first = "", ...rest]) => [first, ...rest.map(() => first)]) },
  "no ids": { to: ADDS, tell: items(() => []) },
  "first id unheard of": {
    to: /^AddConv/,
    tell: items(([first = "", ...rest], isRest) => [id(first, "9223372036854775806", isRest), ...rest]),
  },
  "first id 0": {
    to: /^AddConv/,
    tell: items(([first = "", ...rest], isRest) => [id(first, "0", isRest), ...rest]),
  },
  "first id -1": {
    to: /^AddConv/,
    tell: items(([first = "", ...rest], isRest) => [id(first, "-1", isRest), ...rest]),
  },
  "an error without index": { to: WRITES, tell: error(undefined, 5300) },
  "an error outside": { to: WRITES, tell: error(99, 5300) },
  "an error beside an id": { to: WRITES, tell: error(0, 5300) },
  "an internal error": { to: ADDS, tell: both(firstNil, error(0, 0)) },
  "an internal error of an update": { to: /^(Update|AddCampaign|DeleteCampaign)/, tell: error(0, 0) },
  "an execution error of an update": { to: /^(Update|AddCampaign|DeleteCampaign)/, tell: error(0, 202) },
  "a list without the first": { to: LISTS_OF_THINGS, tell: items((all) => all.slice(1)) },
  "a list without the last": { to: LISTS_OF_THINGS, tell: items((all) => all.slice(0, -1)) },
  "a list of nil": { to: READS, tell: items((all, isRest) => all.map((each) => NIL(each, isRest))) },
  "an empty list": { to: READS, tell: items(() => []) },
  "everything twice": { to: READS, tell: items((all) => [...all, ...all]) },
  "another order": { to: READS, tell: items((all) => [...all].reverse()) },
  "no names": { to: READS, tell: member("Name", "missing") },
  "no status": { to: READS, tell: member("Status", "missing") },
  "an unknown tracking status": { to: READS, tell: member("TrackingStatus", () => "Dreaming") },
  "no category": { to: READS, tell: member("GoalCategory", "missing") },
  "an unknown category": { to: READS, tell: member("GoalCategory", () => "Dreams") },
  "no windows": { to: READS, tell: member("ConversionWindowInMinutes", "missing") },
  "no tag": { to: READS, tell: member("TagId", "missing") },
  "no description": { to: READS, tell: member("Description", "missing") },
  "no goals of campaigns": { to: READS, tell: member("GoalIds", "missing") },
  "no values": { to: READS, tell: member("Value", "missing") },
  "another currency": { to: READS, tell: member("CurrencyCode", () => "USD") },
  "twice the answer": { to: /./, tell: (body) => `${body}${body}` },
  "a byte order mark": { to: /./, tell: (body) => `\uFEFF${body}` },
  "blanks around": { to: /./, tell: (body) => `\r\n ${body} \r\n` },
};

/** Whether a lie can be told in answer to an operation. */
export function fits(lie: string, operation: OperationName): boolean {
  return LIES[lie]?.to.test(operation) === true;
}
