import { Ajv, type ErrorObject } from "ajv";
import type { Asked } from "../http/routes";
import { BadAdminRequest } from "./badAdminRequest";
import { typedBody } from "./typedBody";

/** Keeps what it has compiled. */
const schemas = new Ajv({ strict: false });

/** A body of that shape, as people write it. Throws BadAdminRequest, which says what does not fit. */
export function takenBody(shape: object, { headers, body }: Asked): unknown {
  // Pages of other sites can send all but this without asking.
  if (!/^application\/json\b/i.test(headers["content-type"] ?? ""))
    throw new BadAdminRequest("the body must be JSON, and content-type say so: application/json");
  const value = typedBody(shape, parsed(body.toString("utf8")));
  const validate = schemas.compile(shape);
  if (!validate(value)) throw new BadAdminRequest(inWords(validate.errors?.[0]));
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadAdminRequest(
      `the body is no JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** What the schema's library says, and the allowed values and unknown names, which it leaves out. */
function inWords(error: ErrorObject | undefined): string {
  const { allowedValues, additionalProperty }: Record<string, unknown> = error?.params ?? {};
  const place = `body${error?.instancePath ?? ""}`;
  if (Array.isArray(allowedValues)) return `${place} must be one of: ${allowedValues.join(", ")}`;
  if (typeof additionalProperty === "string") return `${place} has no ${additionalProperty}`;
  return `${place} ${error?.message ?? "does not fit"}`;
}
