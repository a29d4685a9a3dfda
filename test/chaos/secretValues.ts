import type { Entry } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";

/** Values that every program marks secret, each to be known wherever it turns up. */
export const SECRET_TEXTS = ["/hush-hush", "hush & co"] as const;
export const SECRET_MONEY = [48_213.579, "70911.333"] as const;
const SECRET = /hush|48213\.?579|70911\.?333/;

/** Whether a text holds a secret value. */
export const holdsSecret = (text: string) => SECRET.test(text);

/** The paths of the secret values of a goal. */
export function secretPathsOf(fields: Values): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value === "object" && value !== null)
      return secretPathsOf(value as Values).map((path) => `${name}.${path}`);
    return holdsSecret(String(value)) ? [name] : [];
  });
}

/** Where a goal has such values: there the engine, which knows what the program marks, keeps them encrypted. */
const PLACES = [
  "appStoreId",
  "urlExpression",
  "actionExpression",
  "categoryExpression",
  "labelExpression",
  "value",
];

/** Whether state holds a secret value elsewhere, where the engine takes it for none. */
export function isInClear({ inputs, outputs }: Entry): boolean {
  const text = JSON.stringify([inputs, outputs], (name, value) =>
    PLACES.includes(name) ? undefined : value,
  );
  return holdsSecret(text);
}
