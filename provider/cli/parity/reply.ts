import type { MsadsError } from "../../service/errors";
import type { Dialect, Node } from "../../service/wire/dialect";
import { isMembers, member } from "../../service/wire/nodes";
import { itemErrors } from "../../service/wire/partialErrors";
import type { RawAnswer } from "../../session/connect";

/** One refusal; `index` = the item that it is about, undefined = the whole call. */
export interface Refusal {
  readonly index: number | undefined;
  readonly code: number | undefined;
  /** Customer Management gives none. */
  readonly symbol: string | undefined;
}

/** What came of one call, in codes and values. Texts of messages stay behind. */
export class Reply {
  constructor(
    readonly refusals: readonly Refusal[],
    /** HTTP's status; undefined where no answer came. */
    readonly status: number | undefined,
    private readonly answer?: RawAnswer,
  ) {}

  /** Nothing was refused. */
  get accepted(): boolean {
    return this.refusals.length === 0;
  }

  /** The call as a whole was refused. */
  get isFault(): boolean {
    return this.refusals.some(({ index }) => index === undefined);
  }

  /** The codes, each once. */
  get codes(): readonly number[] {
    return [...new Set(this.refusals.flatMap(({ code }) => code ?? []))];
  }

  get symbols(): readonly string[] {
    return [...new Set(this.refusals.flatMap(({ symbol }) => symbol ?? []))];
  }

  /** A member of the answer. */
  member(name: string): Node {
    return this.answer === undefined ? undefined : member(this.answer.result, name, this.answer.dialect);
  }

  /** The items of a list of the answer, nil ones as null. */
  list(name: string, item: string): readonly Node[] {
    return this.answer === undefined
      ? []
      : this.answer.dialect.items(this.member(name), item, this.answer.dialect);
  }

  /** Whether an item of a list is there and not nil. */
  first(name: string, item: string): Seen | undefined {
    const node = this.list(name, item).find(isMembers);
    return node === undefined || this.answer === undefined ? undefined : new Seen(node, this.answer.dialect);
  }

  /** All items that are there. */
  all(name: string, item: string): readonly Seen[] {
    const { answer } = this;
    if (answer === undefined) return [];
    return this.list(name, item)
      .filter(isMembers)
      .map((node) => new Seen(node, answer.dialect));
  }
}

/** One object of an answer. */
export class Seen {
  constructor(
    private readonly node: Node,
    private readonly dialect: Dialect,
  ) {}

  /** A value as text: "absent" and "nil" where there is none. */
  value(name: string, inside?: string): string {
    const outer = member(this.node, name, this.dialect);
    const found = inside === undefined ? outer : member(outer, inside, this.dialect);
    if (found === undefined) return "absent";
    if (found === null) return "nil";
    return typeof found === "string" ? found : "present";
  }

  /** How many items a list inside has. */
  count(name: string, item: string): number {
    return this.dialect.items(member(this.node, name, this.dialect), item, this.dialect).length;
  }
}

/** The reply of a call that came back. */
export function replyOf(answer: RawAnswer, status: number | undefined): Reply {
  const { result, dialect, scrub } = answer;
  const errors = itemErrors(member(result, "PartialErrors", dialect), dialect, scrub);
  return new Reply(
    errors.map(({ index, code, symbol }) => ({ index, code, symbol })),
    status,
    answer,
  );
}

/** The reply of a call that was refused as a whole. */
export function refusedReply(error: MsadsError, status: number | undefined): Reply {
  const { code, symbol, items } = error;
  const whole = { index: undefined, code, symbol };
  return new Reply(
    [whole, ...items.map((item) => ({ index: item.index, code: item.code, symbol: item.symbol }))],
    status,
  );
}
