/** URNs: `urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>`. */

export const STACK_TYPE = "pulumi:pulumi:Stack";
export const PROVIDER_TYPE = "pulumi:providers:pulumi-nodejs";
const SEPARATOR = "::";

export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The types of the parents (the stack left out) and its own, joined by "$". */
  readonly qualifiedType: string;
  readonly type: string;
  readonly name: string;
}

/** A name may hold "::"; the parts before it cannot. @throws Error if the text is no URN. */
export function parseUrn(urn: string): UrnParts {
  const [head, project, qualifiedType, ...name] = urn.split(SEPARATOR);
  const stack = head?.startsWith("urn:pulumi:") ? head.slice("urn:pulumi:".length) : undefined;
  if (!stack || !project || !qualifiedType || name.length === 0) throw new Error(`"${urn}" is not a URN`);
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return { stack, project, qualifiedType, type, name: name.join(SEPARATOR) };
}

export interface UrnScope {
  readonly stack: string;
  readonly project: string;
}

/** @param parent URN of the parent, if any; the stack itself leaves no trace in the type. */
export function makeUrn(scope: UrnScope, type: string, name: string, parent?: string): string {
  const above = parent ? parseUrn(parent).qualifiedType : STACK_TYPE;
  const qualified = above === STACK_TYPE ? type : `${above}$${type}`;
  return [`urn:pulumi:${scope.stack}`, scope.project, qualified, name].join(SEPARATOR);
}

export function defaultProviderUrn(scope: UrnScope): string {
  return makeUrn(scope, PROVIDER_TYPE, "default");
}

export function isProviderUrn(urn: string): boolean {
  return parseUrn(urn).type.startsWith("pulumi:providers:");
}
