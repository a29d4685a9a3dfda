import { styleText } from "node:util";
import type { Call } from "../http/calls";
import type { EmulatorAddresses } from "../start";
import { callFacts } from "./callFacts";
import { waysIn } from "./waysIn";

type Style = Parameters<typeof styleText>[0];

/** What a person sees who starts an emulator in a terminal: where it is, how a program gets to it, then each call as it comes. */
export class Screen {
  constructor(private readonly stream: NodeJS.WriteStream) {}

  banner({ url, admin }: EmulatorAddresses, data: string | undefined): void {
    const keeps = data === undefined ? "in memory, gone when it stops" : `in ${data}`;
    for (const line of [
      "",
      `  ${this.#styled("bold", "Emulator of Microsoft Advertising")}  ${url}`,
      `  UET tags and conversion goals, kept ${keeps}.`,
      "",
      "  In the folder of a Pulumi program, in another terminal:",
      ...waysIn(url).map((way) => `    ${way}`),
      "",
      `  The account as a page:     ${url}/`,
      `  The account as JSON:       ${admin}/store`,
      "",
      "  Calls, as they come (Ctrl-C stops it):",
      "",
    ])
      this.#line(line);
  }

  call(call: Call): void {
    const { time, operation, items, result, took, isFine } = callFacts(call);
    const end = this.#styled(isFine ? "green" : "red", result);
    this.#line(`  ${time}  ${operation.padEnd(35)}  ${items.padEnd(12)}  ${took.padStart(8)}  ${end}`);
  }

  #styled(style: Style, text: string): string {
    return styleText(style, text, { stream: this.stream });
  }

  #line(text: string): void {
    this.stream.write(`${text}\n`);
  }
}
