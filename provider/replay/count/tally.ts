import { sumOf, windowMsOf } from "../../emulator";
import type { Counted } from "../answer";
import { mixed } from "../match/hash";
import type { ReplayGoal } from "../replayGoal";

/** Money in units of a currency; "" where it is not known. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** What a goal has come to. */
export class Tally {
  readonly windowMs: number;
  readonly isUnique: boolean;
  readonly isUrl: boolean;
  readonly revenueType: string | undefined;
  /** What a conversion is worth unless the page says otherwise. */
  readonly usual: Money;
  reached = 0;
  conversions = 0;
  readonly #revenue = new Map<string, number>();
  #print = 0;
  #otherPrint = 0;

  constructor(
    readonly index: number,
    goal: ReplayGoal,
    currency: string | undefined,
  ) {
    this.windowMs = windowMsOf(goal.conversionWindowInMinutes);
    this.isUnique = goal.countType === "Unique";
    this.isUrl = goal.type === "Url";
    this.revenueType = goal.revenue?.type;
    this.usual = {
      amount: Number(goal.revenue?.value ?? 0),
      currency: goal.revenue?.currencyCode ?? currency ?? "",
    };
  }

  /** Notes which hit reached it. */
  reach(ordinal: number): void {
    this.reached += 1;
    this.#print = (this.#print + mixed(ordinal)) | 0;
    this.#otherPrint = (this.#otherPrint + mixed(ordinal ^ 0x55555555)) | 0;
  }

  earn({ amount, currency }: Money): void {
    this.#revenue.set(currency, sumOf(this.#revenue.get(currency) ?? 0, amount));
  }

  /** Takes back what a conversion was worth. */
  giveBack({ amount, currency }: Money): void {
    const rest = sumOf(this.#revenue.get(currency) ?? 0, -amount);
    if (rest === 0) this.#revenue.delete(currency);
    else this.#revenue.set(currency, rest);
  }

  /** The same of two goals that the very same hits have reached, whatever their order. */
  get fingerprint(): string {
    return `${this.reached} ${this.#print} ${this.#otherPrint}`;
  }

  get counted(): Counted {
    return {
      reached: this.reached,
      conversions: this.conversions,
      revenue: Object.fromEntries(this.#revenue),
    };
  }
}
