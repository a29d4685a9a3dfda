import * as pulumi from "@pulumi/pulumi";
import { joined } from "../goals/propertyPath";

/** A value that is not there yet, and its place among the inputs. */
export interface Unresolved {
  readonly path: string;
  readonly value: pulumi.Output<unknown> | Promise<unknown>;
}

/** The outputs and promises in a value. One that contains itself is not looked into again. */
export function unresolvedIn(
  value: unknown,
  path: string,
  above: readonly unknown[] = [],
): readonly Unresolved[] {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return [{ path, value }];
  if (typeof value !== "object" || value === null || pulumi.Resource.isInstance(value)) return [];
  if (above.includes(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    unresolvedIn(member, joined(path, name), [...above, value]),
  );
}

/** What it comes to; undefined for what preview does not know. Outputs have a promise, though Pulumi's types do not show it. */
export function settledOf(value: Unresolved["value"]): Promise<unknown> {
  return pulumi.Output.isInstance(value)
    ? (value as unknown as { promise(): Promise<unknown> }).promise()
    : value;
}
