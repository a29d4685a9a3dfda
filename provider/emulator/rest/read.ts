import { kindOfClass } from "../goal/kinds";
import { Undeserializable } from "../http/answering";
import type { Context } from "../operations/context";
import { enums } from "../schema/enums";
import type { Field } from "../schema/model";
import type { OperationName } from "../schema/operations";
import { allFields, enumValues, itemOf, messageFields } from "../schema/tables";
import { type Fields, typeKey, type Value } from "../schema/values";
import { BadJson, isObject, type Json, parseJson } from "./json";
import { readScalar } from "./scalars";

/** Reads a request by the schema of v13. Throws Undeserializable, with the path to what is wrong. */
export function readRequest(context: Context, bytes: Uint8Array, operation: OperationName): Fields {
  const json = parsed(bytes);
  if (!isObject(json)) throw new Undeserializable("rest.malformed", "the request is no JSON object");
  return readFields(context, json, messageFields(operation, "request", 13), "$");
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function parsed(bytes: Uint8Array): Json {
  try {
    return parseJson(utf8.decode(bytes));
  } catch (error) {
    if (error instanceof BadJson) throw new Undeserializable("rest.malformed", error.message);
    if (error instanceof TypeError) throw new Undeserializable("rest.malformed", "it is no UTF-8");
    throw error;
  }
}

function readFields(
  context: Context,
  json: { readonly [name: string]: Json },
  fields: readonly Field[],
  path: string,
): Fields {
  const read: [string, Value][] = [];
  for (const [name, value] of Object.entries(json)) {
    const field = fields.find((each) => each.name === name);
    if (field !== undefined) read.push([name, readValue(context, value, field.type, `${path}.${name}`)]);
    else if (context.holds("rest.unknown-member"))
      throw new Undeserializable("rest.unknown-member", `${path}.${name}: there is no such member`);
  }
  return Object.fromEntries(read);
}

/** null means absent, at any depth. */
function readValue(context: Context, json: Json, type: string, path: string): Value {
  if (json === null) return null;
  if (type.startsWith("xs:") || enums[type] !== undefined) {
    const isText = typeof json === "string" && (type === "xs:long" || enums[type] !== undefined);
    return isText && !context.holds("call.text")
      ? readIfReadable(() => readLeaf(context, json, type, path))
      : readLeaf(context, json, type, path);
  }
  const item = itemOf(type);
  if (item !== undefined) {
    if (!Array.isArray(json)) throw wrong(path, "must be an array");
    return json.map((each: Json, index) => readValue(context, each, item.type, `${path}[${index}]`));
  }
  if (!isObject(json)) throw wrong(path, "must be an object");
  return type === "ConversionGoal"
    ? readGoal(context, json, path)
    : readFields(context, json, allFields(type, 13), path);
}

function readLeaf(context: Context, json: Json, type: string, path: string): Value {
  return enums[type] === undefined ? readScalar(json, type, path) : readEnum(context, json, type, path);
}

function readIfReadable(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof Undeserializable) return null;
    throw error;
  }
}

/** A goal's class is its member Type, which is no field of its own here. */
function readGoal(context: Context, json: { readonly [name: string]: Json }, path: string): Fields {
  const { Type: type, ...others } = json;
  const long = context.holds("rest.long-goal-type") && typeof type === "string" && type.endsWith("Goal");
  const className = long ? type : `${String(type)}Goal`;
  if (typeof type !== "string" || kindOfClass(className) === undefined)
    throw new Undeserializable("rest.goal-type", `${path}.Type: must name the type of the goal`);
  const fields = allFields(className, 13).filter((field) => field.name !== "Type");
  return { [typeKey]: className, ...readFields(context, others, fields, path) };
}

/** Flags come in one text. Microsoft does not document the separator, so commas and blanks are accepted. */
function readEnum(context: Context, json: Json, type: string, path: string): Value {
  const flags = enums[type];
  if (typeof json !== "string" || flags === undefined) throw wrong(path, "must be a name in a text");
  const values = enumValues(flags, 13);
  const passedOver = flags.list && context.holds("rest.none-flag") ? ["None"] : [];
  const names = flags.list ? json.split(/[\s,]+/).filter((name) => name !== "") : [json];
  const kept = names.filter((name) => !passedOver.includes(name));
  if (kept.some((name) => !values.includes(name))) throw wrong(path, `must be of ${values.join(", ")}`);
  return flags.list ? kept : json;
}

function wrong(path: string, what: string): Undeserializable {
  return new Undeserializable("rest.member-types", `${path}: ${what}`);
}
