import equal from "fast-deep-equal";
import type { Difference } from "../../goals/difference";
import type { ItemError, ItemResult, WriteResult } from "../../service/campaignManagement";
import type { MsadsError } from "../../service/errors";
import type { AddStep, EntityApi, UpdateStep } from "../plan/writePlan";
import type { Named } from "../snapshot";
import { type AuditChange, type AuditEvent, type AuditItem, changesOf } from "./auditEvent";
import type { WriteContext } from "./writeContext";

type WriteStep = AddStep | UpdateStep;

/** A call that was noted before it was made. */
interface Call {
  readonly operation: string;
  readonly call: object;
}

/** What was said last of a step. */
interface Said {
  readonly call: Call;
  readonly outcome: "sending" | "done" | "unknown" | "refused";
  /** Of something new: the id that the answer gave it. */
  readonly id?: string | undefined;
}

/** What the read after a write shows of a step. */
interface Shown<L> {
  readonly step: WriteStep;
  readonly id: string;
  readonly live: L | undefined;
  readonly notTaken: readonly Difference[];
}

/** The notes on the calls of one set: each before it is made and after it, with the values before and after. */
export class Trail<L extends Named> {
  readonly #said = new Map<WriteStep, Said>();

  constructor(
    private readonly api: EntityApi<L>,
    private readonly context: Pick<WriteContext, "audit" | "before">,
  ) {}

  sending(operation: string, steps: readonly WriteStep[]): Call {
    const call = { operation, call: {} };
    this.#note(call, steps, "sending");
    this.#audit("sending", call, { items: steps.map((step) => this.#item(step)) });
    return call;
  }

  /** The call was answered, item by item. */
  answered(
    call: Call,
    steps: readonly WriteStep[],
    { items, trackingId }: WriteResult<string | undefined>,
  ): void {
    const all = steps.map((step, index) => this.#answeredItem(step, items[index]));
    steps.forEach((step, index) => {
      const { refused, id } = all[index] ?? {};
      this.#said.set(step, { call, outcome: refused === undefined ? "done" : "refused", id });
    });
    const isAnyDone = all.some(({ refused }) => refused === undefined);
    this.#audit(isAnyDone ? "done" : "failed", call, { items: all, trackingId });
  }

  /** The call failed as a whole. */
  failed(call: Call, steps: readonly WriteStep[], error: MsadsError): void {
    const { outcome, code, symbol, trackingId } = error;
    const isUnknown = outcome === "unknown";
    this.#note(call, steps, isUnknown ? "unknown" : "refused");
    const items = steps.map((step, index) => {
      const own = error.items.filter((item) => item.index === index);
      return { ...this.#item(step), ...(own.length === 0 ? {} : { refused: own }) };
    });
    const failure = { code, symbol: symbol ?? outcome };
    this.#audit(isUnknown ? "unknown" : "failed", call, { items, trackingId, failure });
  }

  /** What was read after the writes, where it is not what was said. */
  read(shown: readonly Shown<L>[]): void {
    const byCall = Map.groupBy(shown, ({ step }) => this.#said.get(step)?.call);
    for (const [call, group] of byCall) {
      if (call === undefined) continue;
      const items = group.flatMap((each) => this.#news(each));
      if (items.length > 0) this.#audit("read", call, { items });
    }
  }

  #news({ step, id, live, notTaken }: Shown<L>): readonly AuditItem[] {
    const { outcome, id: told } = this.#said.get(step) ?? {};
    if (live === undefined || (outcome === "refused" && notTaken.length > 0)) return [];
    const item = { ...this.#item(step), id };
    const seen = this.#seen(step, item, live, new Set(notTaken.map(({ name }) => name)));
    const isOther = step.do === "add" && told !== id;
    if (outcome !== "done" || isOther) return [{ ...item, fields: { ...item.fields, ...seen } }];
    return Object.keys(seen).length === 0 ? [] : [{ ...item, fields: seen }];
  }

  /** What did not take, and what changed beside what was sent. */
  #seen(step: WriteStep, item: AuditItem, live: L, notTaken: ReadonlySet<string>): AuditItem["fields"] {
    const after = this.api.fieldsOf(live);
    const before = step.do === "update" ? this.context.before?.(step.id) : undefined;
    const changes = Object.entries(after).flatMap(([name, value]): [string, AuditChange][] => {
      const was = before?.[name];
      const sent = item.fields[name];
      const isOther = notTaken.has(name) || (sent !== undefined && hasMore(value, sent.after));
      if (isOther) return [[name, { ...sent, after: value ?? null }]];
      const isBeside = sent === undefined && was !== undefined && value !== undefined;
      return isBeside && !equal(was, value) ? [[name, { before: was, after: value }]] : [];
    });
    return Object.fromEntries(changes);
  }

  #answeredItem(step: WriteStep, answer: ItemResult<string | undefined> | undefined): AuditItem {
    const item = this.#item(step);
    if (answer?.ok !== true) return { ...item, refused: errorsOf(answer) };
    // What was there before is not what was made.
    const isOlder = step.do === "add" && this.context.before?.(answer.value ?? "") !== undefined;
    return answer.value === undefined || isOlder ? item : { ...item, id: answer.value };
  }

  #item(step: WriteStep): AuditItem {
    const { resource, name, payload } = step;
    const before = step.do === "update" ? this.context.before?.(step.id) : undefined;
    return {
      resource,
      name,
      ...(step.do === "update" ? { id: step.id } : {}),
      isNew: step.do === "add",
      hasLeft: step.do === "update" && step.hasLeft === true,
      fields: changesOf(before, this.api.sent(payload, before), equal),
      secret: payload.secret ?? [],
    };
  }

  #note(call: Call, steps: readonly WriteStep[], outcome: Said["outcome"]): void {
    for (const step of steps) this.#said.set(step, { call, outcome });
  }

  #audit(
    phase: AuditEvent["phase"],
    call: Call,
    rest: Pick<AuditEvent, "items" | "trackingId" | "failure">,
  ): void {
    const { kind, noun } = this.api;
    this.context.audit({ phase, ...call, kind, noun, ...rest });
  }
}

/** Whether the service shows members of an object that were not sent, like a currency of its own choice. */
function hasMore(shown: unknown, sent: unknown): boolean {
  if (!isObject(shown) || !isObject(sent)) return false;
  return Object.keys(shown).some((member) => !Object.hasOwn(sent, member));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function errorsOf(answer: ItemResult<unknown> | undefined): readonly ItemError[] {
  return answer?.ok === false ? answer.errors : [];
}
