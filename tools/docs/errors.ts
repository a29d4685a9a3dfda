import { knownSymbol } from "../../provider/emulator/rules";
import { allHints } from "../../provider/service/hints";
import { code, GENERATED, table } from "./markdown";

/** The page of errors: every code that a goal or tag can meet, and what to do. */
export function errorsPage(): string {
  const codes = Object.entries(allHints.byCode).map(([text, hint]) => ({ code: Number(text), hint }));
  const yours = codes.filter(({ hint }) => hint !== allHints.ours);
  const ours = codes.filter(({ hint }) => hint === allHints.ours);
  const symbols = Object.entries(allHints.bySymbol).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${GENERATED}

${INTRODUCTION}

## Codes of the service

${table(
  ["code", "name", "what to do"],
  yours.map(({ code: each, hint }) => [anchored(each), symbolOf(each), hint]),
)}

## Codes that only a bug of this provider can cause

Please report these with the TrackingId:
${ours.map(({ code: each }) => `${anchored(each)} ${symbolOf(each)}`.trim()).join(", ")}.

## Failures on the way to the service

These failures have no number. The error names them with a word.

${table(
  ["word", "what to do"],
  symbols.map(([symbol, hint]) => [code(symbol), hint]),
)}
`;
}

const INTRODUCTION = `# Errors by code

If the service refuses something, the provider prints the goal, the service's message with its number and name, the field if there is one, what to do, and the TrackingId, which Microsoft's support asks for:

    UpdateConversionGoals refused goal "Order placed": A revenue that has a value needs a currency in Customer scope
    (5355 GoalCurrencyCodeIsNull, field Revenue.CurrencyCode). Set revenue.currencyCode (like "EUR"): ... (TrackingId ...)

Most mistakes are found earlier: \`pulumi preview\` lists all invalid fields at once, before any call. \`msads doctor\` checks configuration, sign-in and account.
If the service refuses one goal, only that goal fails; the run writes all others. Find the number from the error message in the table.`;

function anchored(each: number): string {
  return `<a id="${each}"></a>${each}`;
}

/** Microsoft's name of a code; empty where this package knows none. */
function symbolOf(each: number): string {
  const symbol = knownSymbol(each);
  return symbol === "InternalError" && each !== 0 ? "" : symbol;
}
