import type { PlannedFault } from "../../provider/emulator";
import type { Universe } from "./chaosStack";
import type { Dice } from "./dice";
import type { Retirement, Weather } from "./sky";
import type { OperationName, WireFault } from "./wireFaults";

/** Where a fault strikes: the nth call (from 0) of an operation. */
export interface Strike {
  readonly operation: OperationName;
  readonly after: number;
}

export type AnyFault =
  | { readonly at: "service"; readonly fault: PlannedFault }
  | { readonly at: "wire"; readonly fault: WireFault }
  | { readonly at: "sky"; readonly fault: Weather | Retirement };

const service =
  (make: (strike: Strike) => PlannedFault) =>
  (strike: Strike): AnyFault => ({ at: "service", fault: make(strike) });
const wire =
  (make: (strike: Strike) => WireFault) =>
  (strike: Strike): AnyFault => ({ at: "wire", fault: make(strike) });
const sky =
  (make: (strike: Strike) => Weather | Retirement) =>
  (strike: Strike): AnyFault => ({ at: "sky", fault: make(strike) });
const code = (number: number, when: "before" | "after" = "before") =>
  service((strike) => ({ ...strike, kind: "fault", code: number, when }));
const http = (
  status: number,
  when: "before" | "after" = "before",
  more: { body?: string; headers?: Record<string, string> } = {},
) => service((strike) => ({ ...strike, kind: "http", status, when, ...more }));
const PAGE = "<!doctype html><html><body>Try again later</body></html>";

/** Every way in which a call can go wrong. */
export const FAULTS: Readonly<Record<string, (strike: Strike) => AnyFault>> = {
  "0 internal, before": code(0),
  "0 internal, after": code(0, "after"),
  "105 credentials": code(105),
  "106 not permitted": code(106),
  "109 expired": code(109),
  "116 no token": code(116),
  "117 rate": code(117),
  "4204 rate": code(4204),
  "1010 read-only mode": code(1010),
  "5308 validation": code(5308),
  "3347 validation": code(3347),
  "HTTP 302": http(302, "before", { headers: { location: "http://127.0.0.1:1/elsewhere" } }),
  "HTTP 400": http(400),
  "HTTP 404": http(404),
  "HTTP 408": http(408),
  "HTTP 429, 3 s": http(429, "before", { headers: { "retry-after": "3" } }),
  "HTTP 500, before": http(500, "before", { body: PAGE }),
  "HTTP 502, after": http(502, "after", { body: PAGE }),
  "HTTP 503, before": http(503),
  "HTTP 504, after": http(504, "after"),
  "200 with a web page, after": http(200, "after", { body: PAGE }),
  "200 empty, before": service((strike) => ({ ...strike, kind: "empty200", when: "before" })),
  "200 empty, after": service((strike) => ({ ...strike, kind: "empty200", when: "after" })),
  "cut, before": service((strike) => ({ ...strike, kind: "drop", when: "before" })),
  "cut, after": service((strike) => ({ ...strike, kind: "drop", when: "after" })),
  "item refused": service((strike) => ({
    ...strike,
    kind: "partial",
    index: 0,
    code: 5328,
    symbol: "InvalidConversionGoalStatus",
  })),
  "item refused, editorial": service((strike) => ({
    ...strike,
    kind: "partial",
    index: 1,
    code: 1205,
    symbol: "EditorialRejected",
    editorial: true,
  })),
  "request lost": wire((strike) => ({ ...strike, kind: "lost" })),
  "half an answer": wire((strike) => ({ ...strike, kind: "cut" })),
  "time-out, done before": wire((strike) => ({ ...strike, kind: "late", ms: -1_000 })),
  "time-out, done 300 ms later": wire((strike) => ({ ...strike, kind: "late", ms: 300 })),
  "time-out, done 650 ms later": wire((strike) => ({ ...strike, kind: "late", ms: 650 })),
  "time-out, done 4 s later": wire((strike) => ({ ...strike, kind: "late", ms: 4_000 })),
  "117 for 90 s": sky((strike) => ({ ...strike, kind: "throttle", ms: 90_000, says: 117 })),
  "reads 5 s behind from here": sky((strike) => ({ ...strike, kind: "lag", ms: 5_000 })),
};

/** The end of SOAP, which a run that may speak REST as well gets over wherever it comes. */
export const ENDS_OF_SOAP: typeof FAULTS = {
  "SOAP ends, call done": sky((strike) => ({ ...strike, kind: "retire", isDone: true })),
  "SOAP ends, call not done": sky((strike) => ({ ...strike, kind: "retire", isDone: false })),
};

/** What a run gets over by itself, wherever it strikes once. */
const PASSES =
  /^(0 internal|109|117|4204|HTTP 408|HTTP 429|HTTP 5|200 empty|cut|request lost|half an answer|reads|SOAP ends)/;
/** What it gets over where it is a write whose outcome is unknown: the account is asked. A read that fails so is given up. */
const PASSES_AT_WRITES = /^(200 with a web page|time-out)/;

/** Whether a run that meets this fault once has to succeed all the same. */
export function mustPass(fault: string, operation: OperationName): boolean {
  return PASSES.test(fault) || (!operation.startsWith("Get") && PASSES_AT_WRITES.test(fault));
}

/** Writes of goals most of all. */
const OPERATIONS: readonly OperationName[] = [
  ...Array<OperationName>(4).fill("AddConversionGoals"),
  ...Array<OperationName>(4).fill("UpdateConversionGoals"),
  ...Array<OperationName>(4).fill("GetConversionGoalsByIds"),
  "AddUetTags",
  "UpdateUetTags",
  "GetUetTagsByIds",
];

/** One thing that goes wrong once, or goes on for some calls. `protectsNames`: whether the service refuses a name that is taken. */
export function anyFault(dice: Dice, protectsNames: boolean): readonly AnyFault[] {
  // Without that refusal no client could tell whether a write that is late will still be done, or is done and not shown.
  const names = Object.keys(FAULTS).filter((name) => protectsNames || !/later$|^reads/.test(name));
  const name = dice.pick(names);
  const operation = dice.pick(OPERATIONS);
  const first = dice.pick([0, 0, 0, 1, 1, 2, 3]);
  const length = dice.chance(0.25) ? dice.whole(2, 6) : 1;
  const make = FAULTS[name];
  if (make === undefined) throw new Error(`no fault ${name}`);
  // Those that strike the same call take turns: the others meet the calls after it.
  return Array.from({ length }, () => make({ operation, after: first }));
}

/** Plans a fault. */
export function strike({ emulator, wire, sky: above }: Universe, planned: AnyFault): void {
  if (planned.at === "service") emulator.faults(planned.fault);
  else if (planned.at === "wire") wire.plan(planned.fault);
  else if (planned.fault.kind === "retire") above.retire(planned.fault);
  else above.expect(planned.fault);
}
