import { canonicalDecimal } from "../../goals/decimal";
import type { GoalType } from "../../goals/definition";
import { isGoalType } from "../../goals/definitions";
import type { Field } from "../../goals/field";
import type { AnyGoal, UnsupportedGoal } from "../../goals/goal";
import type { LiveTag } from "../../tags/tag";
import { AnswerProblem } from "./answerProblem";
import type { Node, Reading } from "./dialect";
import { isMembers, member, text } from "./nodes";
import { wireName } from "./operations";
import { goalTable, type Table, tagTable, unsupportedTable } from "./tables";

/** A goal of an answer; undefined for what is of no type that we know and has no id. */
export function decodeGoal(node: Node, reading: Reading): AnyGoal | undefined {
  const type = reading.goalType(node, reading);
  return isGoalType(type) ? decodeKnown(node, type, reading) : decodeUnsupported(node, type, reading);
}

function decodeKnown(node: Node, type: GoalType, reading: Reading): AnyGoal {
  const fields = decodeFields(node, goalTable(type), reading);
  const { id, trackingStatus, type: _, ...others } = fields;
  if (typeof id !== "string") throw new AnswerProblem("MalformedAnswer", "a goal has no Id");
  const common = {
    id,
    name: nameOf(others, `goal ${id}`),
    ...(typeof trackingStatus === "string" ? { trackingStatus } : {}),
    fields: others,
  };
  return others.isAutoGoal === true
    ? { ...common, type: "Unsupported", serviceType: type, isAutoGoal: true }
    : { ...common, type };
}

/** Nobody knows what else such a goal has: what is not there must not make the account unreadable. */
function decodeUnsupported(node: Node, serviceType: string, reading: Reading): UnsupportedGoal | undefined {
  const { id, name, trackingStatus, isAutoGoal, ...fields } = decodeFields(node, unsupportedTable, reading);
  if (typeof id !== "string") return undefined;
  return {
    type: "Unsupported",
    serviceType,
    isAutoGoal: isAutoGoal === true,
    id,
    name: typeof name === "string" ? name : "",
    ...(typeof trackingStatus === "string" ? { trackingStatus } : {}),
    fields: { ...fields, ...(typeof name === "string" ? { name } : {}) },
  };
}

/** A tag of an answer. */
export function decodeTag(node: Node, reading: Reading): LiveTag {
  const fields = decodeFields(node, tagTable, reading);
  const { id } = fields;
  if (typeof id !== "string") throw new AnswerProblem("MalformedAnswer", "a tag has no Id");
  const given = Object.entries(fields).filter(([name, value]) => value !== null || isClearable(name));
  return {
    ...Object.fromEntries(given),
    ...decodeShare(node, reading),
    id,
    name: nameOf(fields, `tag ${id}`),
  };
}

/** Whom a tag is shared with, but for its owner; null where the customer cannot share tags. Microsoft: CustomerShare. */
function decodeShare(node: Node, reading: Reading): Pick<LiveTag, "sharedWith" | "ownerCustomerId"> {
  const share = member(node, "CustomerShare", reading);
  if (share === undefined) return {};
  if (!isMembers(share)) return { sharedWith: null };
  const owner = text(share, "OwnerCustomerId", reading) ?? undefined;
  const list = member(share, "CustomerAccountShares", reading);
  const customers = reading
    .items(list, "CustomerAccountShare", reading)
    .flatMap((each) => text(each, "CustomerId", reading) ?? []);
  return {
    sharedWith: customers.filter((each) => each !== owner).sort(),
    ...(owner === undefined ? {} : { ownerCustomerId: owner }),
  };
}

function decodeFields(node: Node, table: Table, reading: Reading): Readonly<Record<string, unknown>> {
  const decoded: Record<string, unknown> = {};
  for (const [name, field] of table) {
    const value = decodeField(node, wireName(name), field, reading);
    if (value !== undefined) decoded[name] = value;
  }
  return decoded;
}

function decodeField(node: Node, name: string, field: Field, reading: Reading): unknown {
  if (field.inside !== undefined) {
    const inside = member(node, name, reading);
    if (inside === undefined || inside === null) return inside;
    return decodeFields(inside, Object.entries(field.inside), reading);
  }
  const raw = text(node, name, reading);
  if (raw === undefined || raw === null) return raw;
  if (field.kind === "text") return raw;
  const value = reading.blankToNull(raw.trim());
  return value === null ? null : parsed(value, name, field);
}

/** What is empty and no text has no value; to node-soap it is an empty text wherever the description says text. */
export function blankToNull(value: string): string | null {
  return value === "" ? null : value;
}

function parsed(value: string, name: string, field: Field): unknown {
  const malformed = (what: string) => new AnswerProblem("MalformedAnswer", `${name} is not ${what}`);
  switch (field.kind) {
    case "whole":
      if (!/^[+-]?[0-9]{1,15}$/.test(value)) throw malformed("a whole number");
      return Number(value);
    case "decimal": {
      // Read more liberally than we write: one odd decimal must not make a whole account unreadable.
      const [, sign = "", units = "", fraction = ""] =
        /^([+-]?)([0-9]{0,30})\.?([0-9]{0,30})$/.exec(value) ?? [];
      if (units === "" && fraction === "") throw malformed("a decimal");
      return canonicalDecimal(`${sign === "-" ? "-" : ""}${units || "0"}.${fraction || "0"}`);
    }
    case "flag":
      if (!/^(true|false|1|0)$/.test(value)) throw malformed("true or false");
      return value === "true" || value === "1";
    case "id":
      if (!/^[0-9]{1,19}$/.test(value)) throw malformed("an id");
      return value;
    default:
      return value;
  }
}

function nameOf(fields: Readonly<Record<string, unknown>>, what: string): string {
  if (typeof fields.name !== "string") throw new AnswerProblem("MalformedAnswer", `${what} has no Name`);
  return fields.name;
}

function isClearable(name: string): boolean {
  return name === "description" || name === "industry";
}
