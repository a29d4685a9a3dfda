import { campaignView } from "./campaign/view";
import { goalKinds } from "./goal/kinds";
import { Undeserializable } from "./http/answering";
import { type Caller, type Context, contextOf } from "./operations/context";
import { ServiceFault } from "./operations/faults";
import { runOperation } from "./operations/runOperation";
import { readRequest } from "./rest/read";
import { enums } from "./schema/enums";
import { asList, type Fields, isFields } from "./schema/values";
import type { Emulator } from "./start";
import { readHit } from "./tracking/hit";
import { takeHit } from "./tracking/take";

/** Calls of the service that no log shows and no planned fault meets: what a test asks is not what its program did. */
export class DirectCalls {
  readonly #context: Context;

  constructor(
    private readonly emulator: Emulator,
    private readonly ids: { readonly customerId: string; readonly accountId: string },
  ) {
    this.#context = contextOf(emulator.store, () => emulator.collector, emulator.observed);
  }

  /** The goals that this account shows, oldest first. */
  goals(): readonly Fields[] {
    const request = {
      ConversionGoalTypes: [...goalKinds],
      ReturnAdditionalFields: namesOf("ConversionGoalAdditionalField"),
    };
    const { answer } = runOperation("GetConversionGoalsByIds", this.#context, this.#caller, request);
    return asList(answer.ConversionGoals).filter(isFields);
  }

  /** The tags that this account's customer sees, oldest first. */
  tags(): readonly Fields[] {
    const request = { ReturnAdditionalFields: namesOf("UetTagAdditionalField") };
    const { answer } = runOperation("GetUetTagsByIds", this.#context, this.#caller, request);
    return asList(answer.UetTags).filter(isFields);
  }

  /** The properties of these names that are set. */
  accountProperties(names: readonly string[]): ReadonlyMap<string, string> {
    const request = { AccountPropertyNames: names };
    const { answer } = runOperation("GetAccountProperties", this.#context, this.#caller, request);
    const set = asList(answer.AccountProperties)
      .filter(isFields)
      .filter(({ Value }) => typeof Value === "string");
    return new Map(set.map(({ Name, Value }) => [String(Name), String(Value)]));
  }

  /** The account's campaigns and their links, oldest first. */
  campaigns(): readonly Fields[] {
    const asked = new Set(["CampaignConversionGoal"]);
    return this.emulator.store.campaigns
      .filter(({ accountId, status }) => accountId === this.ids.accountId && status !== "Deleted")
      .map((campaign) => campaignView(this.#context, campaign, asked));
  }

  /** Adds one goal or tag by the rules of the service. Throws an Error that says what it refuses. */
  add(operation: "AddConversionGoals" | "AddUetTags", item: Readonly<Record<string, unknown>>): void {
    const list = operation === "AddUetTags" ? "UetTags" : "ConversionGoals";
    const bytes = new TextEncoder().encode(JSON.stringify({ [list]: [item] }));
    const name = JSON.stringify(item.Name ?? null);
    try {
      const request = readRequest(this.#context, bytes, operation);
      const { errors } = runOperation(operation, this.#context, this.#caller, request);
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

/** Takes what a tag's script sends, as the collector does. */
export function sendHit(emulator: Emulator, query: URLSearchParams): void {
  const context = contextOf(emulator.store, () => emulator.collector, emulator.observed);
  const hit = readHit(context, query, undefined);
  if (hit !== undefined) takeHit(context, hit);
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
