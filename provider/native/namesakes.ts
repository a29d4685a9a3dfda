import { identityOf } from "../core/resource";
import { partsOf, resourceOf } from "./identity";

/** The goals of a program by name: each goal type's token is an alias of all others, so that a change of type stays an update. */
export class Namesakes {
  readonly #urns = new Map<string, string>();

  /** Why a goal cannot have its name: another type of goal has it, and Pulumi would take both for one. */
  clash(urn: string): string | undefined {
    const identity = identityOf(resourceOf(urn));
    const known = this.#urns.get(identity) ?? urn;
    this.#urns.set(identity, known);
    if (known === urn) return undefined;
    const [one, other] = [known, urn].map((each) => partsOf(each).token);
    return `The program has two goals named "${identity}", ${one} and ${other}: Pulumi would take them for one goal that changes its type. Give one of these resources another name.`;
  }
}
