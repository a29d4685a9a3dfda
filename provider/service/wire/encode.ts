import { isDecimal } from "../../goals/decimal";
import { definitionOf } from "../../goals/definitions";
import type { ApiVersion, Field } from "../../goals/field";
import { show } from "../../goals/text";
import type { GoalToAdd, TagToAdd } from "../campaignManagement";
import { MsadsError } from "../errors";
import type { Members, Writing } from "./dialect";
import { type Operation, wireName } from "./operations";
import { goalTable, inOrder, type Table, tagTable } from "./tables";

/** What every item of a request is encoded with. */
export interface Encoding {
  readonly operation: Operation;
  readonly version: ApiVersion;
  readonly dialect: Writing;
}

/** A goal as the transport takes it. Throws an MsadsError (nothing was sent) for what the schema cannot carry. */
export function encodeGoal(
  goal: GoalToAdd & { readonly id?: string | undefined },
  index: number,
  encoding: Encoding,
): Members {
  const { version } = encoding;
  const definition = definitionOf(goal.type);
  const at = `item ${index}${nameOf(goal.fields)}`;
  if (definition.since > version)
    throw notSent(encoding, at, `a goal of type ${goal.type} needs API version ${definition.since}`);
  const members = encodeFields(
    withId(goal.fields, goal.id),
    goalTable(goal.type),
    at,
    encoding,
    goal.id !== undefined,
  );
  return encoding.dialect.typed(goal.type, members);
}

/** A tag as the transport takes it. Throws an MsadsError (nothing was sent) for what the schema cannot carry. */
export function encodeTag(
  tag: TagToAdd & { readonly id?: string | undefined },
  index: number,
  encoding: Encoding,
): Members {
  const at = `item ${index}${nameOf(tag.fields)}`;
  const { sharedWith, ...fields } = tag.fields;
  const members = encodeFields(withId(fields, tag.id), tagTable, at, encoding, tag.id !== undefined);
  if (!encoding.dialect.isGiven(sharedWith)) return members;
  // Its name is the first of all in the order of the schema.
  return { CustomerShare: encodeShare(sharedWith, at, encoding), ...members };
}

/** The whole list replaces the one before; an empty one ends sharing. Microsoft: CustomerShare. */
function encodeShare(value: unknown, at: string, encoding: Encoding): Members {
  const { dialect, version } = encoding;
  if (version < 13) throw notSent(encoding, at, "sharedWith needs API version 13", "sharedWith");
  if (!Array.isArray(value) || !value.every((each) => isIdText(each)))
    throw notSent(encoding, at, `sharedWith must be a list of ids, but is ${show(value)}`, "sharedWith");
  const shares = value.map((CustomerId) => ({ CustomerId }));
  return { CustomerAccountShares: dialect.list("CustomerAccountShare", shares) };
}

function isIdText(value: unknown): value is string {
  return typeof value === "string" && /^[0-9]{1,19}$/.test(value);
}

/** An error for a call that was stopped before anything was sent. */
export function notSent(
  encoding: { readonly operation: string },
  at: string,
  reason: string,
  fieldPath?: string,
): MsadsError {
  const { operation } = encoding;
  return new MsadsError(`${operation} was not sent: ${at}: ${reason}.`, {
    operation,
    outcome: "unreachable",
    symbol: "NotSent",
    ...(fieldPath === undefined ? {} : { fieldPath }),
  });
}

function encodeFields(
  values: Readonly<Record<string, unknown>>,
  table: Table,
  at: string,
  encoding: Encoding,
  withOwnId: boolean,
): Members {
  const { dialect, version } = encoding;
  const fields = new Map(table);
  const encoded: [string, unknown][] = [];
  for (const [name, value] of dialect.fieldOrder(Object.entries(values), table)) {
    const field = fields.get(name);
    if (field === undefined) {
      const reason = dialect.unknownField(name);
      if (reason !== undefined) throw notSent(encoding, at, reason, name);
      encoded.push([wireName(name), value]);
    } else if (dialect.isGiven(value) && (!field.system || (name === "id" && withOwnId))) {
      if (field.since > version)
        throw notSent(encoding, at, `${name} needs API version ${field.since}`, name);
      encoded.push([wireName(name), encodeValue(value, field, name, at, encoding)]);
    }
  }
  return Object.fromEntries(encoded);
}

function encodeValue(value: unknown, field: Field, name: string, at: string, encoding: Encoding): unknown {
  const { dialect } = encoding;
  const refuse = (reason: string) => notSent(encoding, at, `${name} ${reason}`, name);
  if (!dialect.isGiven(value)) return value;
  if (value === null) return null;
  switch (field.kind) {
    case "text":
    case "choice": {
      if (typeof value !== "string") throw refuse(`must be a text, but is ${show(value)}`);
      const unfit = dialect.unfitText(value);
      if (unfit !== undefined) throw refuse(unfit);
      return dialect.text(value);
    }
    case "whole":
      if (!Number.isSafeInteger(value)) throw refuse(`must be a whole number, but is ${show(value)}`);
      return dialect.number(String(value));
    case "decimal":
      if (!isDecimal(value)) throw refuse(`must be a decimal, but is ${show(value)}`);
      return dialect.number(dialect.decimal(value));
    case "flag":
      if (typeof value !== "boolean") throw refuse(`must be true or false, but is ${show(value)}`);
      return dialect.flag(value);
    case "id":
      if (!isIdText(value)) throw refuse(`must be an id as a string of digits, but is ${show(value)}`);
      return value;
    case "ids":
      throw refuse("has no form on the wire");
    case "object":
      return encodeObject(value, field, name, at, encoding);
  }
}

function encodeObject(value: unknown, field: Field, name: string, at: string, encoding: Encoding): Members {
  if (typeof value !== "object" || value === null)
    throw notSent(encoding, at, `${name} must be an object, but is ${show(value)}`, name);
  const table = inOrder(field.inside ?? {});
  const members = encodeFields(
    value as Readonly<Record<string, unknown>>,
    table,
    `${at}: ${name}`,
    encoding,
    false,
  );
  // An element without members may mean "keep" or "wipe out" to the service; its documents say both.
  if (Object.keys(members).length === 0) throw notSent(encoding, at, `${name} has no members`, name);
  return members;
}

function withId(
  fields: Readonly<Record<string, unknown>>,
  id: string | undefined,
): Readonly<Record<string, unknown>> {
  return id === undefined ? fields : { ...fields, id };
}

function nameOf(fields: Readonly<Record<string, unknown>>): string {
  return typeof fields.name === "string" ? ` (${show(fields.name)})` : "";
}
