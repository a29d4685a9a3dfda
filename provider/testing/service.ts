import type { Emulator } from "../emulator";
import { ServiceFault } from "../emulator/core/faults";
import { runOperation } from "../emulator/core/run";
import { type Caller, type World, worldOf } from "../emulator/core/world";
import { goalKinds } from "../emulator/goal/kinds";
import { Undeserializable } from "../emulator/http/answering";
import { readRequest } from "../emulator/rest/read";
import { enums } from "../emulator/schema/enums";
import { asList, type Fields, isFields } from "../emulator/schema/values";
import type { AccountIds } from "./options";

/** Calls of the service that no log shows and no planned fault meets: what a test asks is not what its program did. */
export class Service {
  readonly #world: World;

  constructor(
    private readonly emulator: Emulator,
    private readonly ids: AccountIds,
  ) {
    this.#world = worldOf(emulator.store, () => emulator.collector);
  }

  /** The goals that this account shows, oldest first. */
  goals(): readonly Fields[] {
    const request = {
      ConversionGoalTypes: [...goalKinds],
      ReturnAdditionalFields: namesOf("ConversionGoalAdditionalField"),
    };
    const { answer } = runOperation("GetConversionGoalsByIds", this.#world, this.#caller, request);
    return asList(answer.ConversionGoals).filter(isFields);
  }

  /** The tags that this account's customer sees, oldest first. */
  tags(): readonly Fields[] {
    const request = { ReturnAdditionalFields: namesOf("UetTagAdditionalField") };
    const { answer } = runOperation("GetUetTagsByIds", this.#world, this.#caller, request);
    return asList(answer.UetTags).filter(isFields);
  }

  /** Adds one goal or tag by the rules of the service. Throws an Error that says what it refuses. */
  add(operation: "AddConversionGoals" | "AddUetTags", item: Readonly<Record<string, unknown>>): void {
    const list = operation === "AddUetTags" ? "UetTags" : "ConversionGoals";
    const bytes = new TextEncoder().encode(JSON.stringify({ [list]: [item] }));
    const name = JSON.stringify(item.Name ?? null);
    try {
      const request = readRequest(this.#world, bytes, operation);
      const { errors } = runOperation(operation, this.#world, this.#caller, request);
      if (errors.length > 0) throw new ServiceFault("api", errors);
    } catch (error) {
      if (error instanceof ServiceFault)
        throw new Error(`the service refuses ${name}: ${error.problems.map(describe).join("; ")}`);
      if (error instanceof Undeserializable)
        throw new Error(`the service cannot read ${name}: ${error.message}`);
      throw error;
    }
  }

  get #caller(): Caller {
    const { store } = this.emulator;
    const customer = store.customer(this.ids.customerId);
    const account = store.account(this.ids.accountId);
    if (customer === undefined || account === undefined)
      throw new Error(`the emulator has no account ${this.ids.accountId} of customer ${this.ids.customerId}`);
    return { version: 13, customer, account };
  }
}

function describe(problem: {
  readonly code: number;
  readonly symbol: string;
  readonly message: string;
}): string {
  return `${problem.code} ${problem.symbol}, ${problem.message}`;
}

function namesOf(type: string): readonly string[] {
  const { values = [], since13 = [] } = enums[type] ?? {};
  return [...values, ...since13];
}
