import type { IncomingHttpHeaders } from "node:http";
import { Ajv, type ErrorObject } from "ajv";
import type { Asked } from "../http/routes";
import { BadAdminRequest } from "./badAdminRequest";
import { typedBody } from "./typedBody";

/** The schema of a body whose `kind` is this one. */
interface Kind {
  readonly properties: { readonly kind: { readonly const: string } };
}

/** Keeps what it has compiled. */
const schemas = new Ajv({ strict: false, discriminator: true, verbose: true });

/** A body of that shape, as people write it. Throws BadAdminRequest, which says what does not fit. */
export function takenBody(shape: object, { headers, body }: Asked): unknown {
  refuseOtherSites(headers);
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
  if (error?.keyword === "discriminator") {
    const kinds: readonly Kind[] = error.parentSchema?.oneOf ?? [];
    return `${place}/kind must be one of: ${kinds.map(({ properties }) => properties.kind.const).join(", ")}`;
  }
  if (Array.isArray(allowedValues)) return `${place} must be one of: ${allowedValues.join(", ")}`;
  if (typeof additionalProperty === "string") return `${place} has no ${additionalProperty}`;
  return `${place} ${error?.message ?? "does not fit"}`;
}

/** A browser says from which site a request comes; what has no such header comes from no page. Throws BadAdminRequest. */
export function refuseOtherSites({ origin, host }: IncomingHttpHeaders): void {
  if (origin !== undefined && origin !== `http://${host}`)
    throw new BadAdminRequest(`pages of ${origin} may not change anything here`);
}
