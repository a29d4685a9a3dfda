import { hash, randomBytes } from "node:crypto";
import { isbot } from "isbot";
import { Memo } from "./memo";

export interface Agent {
  readonly isBot: boolean;
  /** Short, of this process only. */
  readonly mark: string;
}

const mostAgents = 10_000;
const mostVisitors = 50_000;
/** So many hits make a log in which one address is no coincidence. */
const manyHits = 20;

/** Tells visitors of web logs apart, by hashes that mean nothing beyond this process. */
export class Visitors {
  readonly #salt = randomBytes(16).toString("hex");
  readonly #agents = new Memo<Agent>(mostAgents, (text) => ({
    isBot: text === "" || text === "-" || isbot(text),
    mark: this.#hash(text),
  }));
  readonly #visitors = new Memo<string>(mostVisitors, (text) => this.#hash(text));
  #first: string | undefined;
  #severalAddresses = false;
  #count = 0;

  agent(text: string): Agent {
    return this.#agents.of(text);
  }

  visitor(address: string, agent: Agent | undefined): string {
    this.#count += 1;
    if (!this.#severalAddresses) {
      this.#first ??= address;
      this.#severalAddresses = this.#first !== address;
    }
    return this.#visitors.of(`${address} ${agent?.mark ?? ""}`);
  }

  get any(): boolean {
    return this.#count > 0;
  }

  get allFromOneAddress(): boolean {
    return this.#count >= manyHits && !this.#severalAddresses;
  }

  #hash(text: string): string {
    return ownHash(this.#salt + text);
  }
}

function ownHash(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 20);
}
