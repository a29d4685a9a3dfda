import type { EditorialDetail, ItemError } from "../operations/faults";
import { knownSymbol, type Problem } from "../rules";
import type { PlannedFault } from "./plannedFaults";

/** How a call ends: an HTTP answer, or a cut connection. */
export type Ending =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "drop" };

/** An answer in JSON. */
export function json(status: number, value: unknown): Ending {
  return {
    kind: "answer",
    status,
    body: JSON.stringify(value),
    contentType: "application/json; charset=utf-8",
  };
}

/** The end that a planned fault of this moment brings, if any. A `fault` is written by the transport. */
export function plannedEnding(
  faults: readonly PlannedFault[],
  when: "before" | "after",
  transport: {
    readonly contentType: string;
    readonly sayPlanned: (fault: Extract<PlannedFault, { kind: "fault" }>) => Ending;
  },
): Ending | undefined {
  for (const fault of faults) {
    if (fault.kind === "delay" || fault.kind === "partial" || fault.kind === "unknownMember") continue;
    if ((fault.when ?? "before") !== when) continue;
    if (fault.kind === "drop") return { kind: "drop" };
    if (fault.kind === "fault") return transport.sayPlanned(fault);
    if (fault.kind === "empty200")
      return { kind: "answer", status: 200, body: "", contentType: transport.contentType };
    return {
      kind: "answer",
      status: fault.status,
      body: fault.body ?? "",
      contentType: fault.contentType ?? "text/html; charset=utf-8",
      ...(fault.headers === undefined ? {} : { headers: fault.headers }),
    };
  }
  return undefined;
}

/** How many milliseconds the planned delays of this moment take. */
export function plannedDelay(faults: readonly PlannedFault[], when: "before" | "after"): number {
  const delays = faults.map((each) =>
    each.kind === "delay" && (each.when ?? "before") === when ? each.ms : 0,
  );
  return delays.reduce((sum, each) => sum + each, 0);
}

/** What a planned fault refuses with. */
export function plannedProblem(plan: Extract<PlannedFault, { kind: "fault" }>): Problem {
  const symbol = plan.errorCode ?? knownSymbol(plan.code);
  return { code: plan.code, symbol, message: plan.message ?? `Refused on request: ${symbol}` };
}

const editorial: EditorialDetail = {
  Appealable: true,
  DisapprovedText: "refused word",
  Location: "ConversionGoalName",
  PublisherCountry: "US",
  ReasonCode: 17,
};

/** The items that planned faults refuse. */
export function orderedRefusals(faults: readonly PlannedFault[]): readonly ItemError[] {
  return faults.flatMap((each) =>
    each.kind !== "partial"
      ? []
      : [
          {
            index: each.index,
            code: each.code,
            symbol: each.symbol,
            message: each.message ?? `Refused on request: ${each.symbol}`,
            ...(each.editorial ? { editorial } : {}),
          },
        ],
  );
}
