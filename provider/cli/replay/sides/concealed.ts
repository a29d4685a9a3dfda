import { UNKNOWN } from "../../../goals/text";

/** In the place of a value that Pulumi does not know before `up`. */
const NOT_YET = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** In the place of a secret, where `pulumi preview --json` shows inputs. */
const MASKED = "[secret]";
/** Pulumi marks a secret of a state by this key, whatever other keys there are. */
const SECRET = "4dabf18193072939515e22adb298388d";

/** Values of Pulumi's state or preview with one mark in the place of all that is not known or secret. */
export function concealed(value: unknown): unknown {
  if (value === NOT_YET || value === MASKED) return UNKNOWN;
  if (Array.isArray(value)) return value.map(concealed);
  if (typeof value !== "object" || value === null) return value;
  if (Object.hasOwn(value, SECRET)) return UNKNOWN;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, concealed(inside)]));
}
