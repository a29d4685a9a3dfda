import type { Severity } from "./types";

const BEGIN = "failed to deliver log message.";
const END = /^ message severity: (\w+)$/;
const ERROR = "error: ";
const ORIGINAL = "original message: ";
/** What the SDK itself says when its calls meet the closed way: nothing that the program did. */
const CLOSED = /^(?:Running program .* failed with an unhandled exception:\n.*)?Error: 14 UNAVAILABLE: /;
const SEVERITIES: Readonly<Record<string, Severity>> = { info: "info", warn: "warning", error: "error" };

/**
 * Puts together again what the SDK takes apart: in a run that has failed, a program's way to the engine is closed, and the SDK
 * prints each message that the program still logs, in four lines or more, among what the program prints itself.
 */
export class StrandedLog {
  #held: string[] = [];

  constructor(private readonly say: (severity: Severity, message: string) => void) {}

  /** One line that the program printed. */
  line(text: string): void {
    if (this.#held.length === 0 && text.trimEnd() !== BEGIN) {
      this.say("info", text);
      return;
    }
    const severity = SEVERITIES[END.exec(text)?.[1] ?? ""];
    const start = this.#held.findIndex((held) => held.startsWith(ORIGINAL));
    if (severity !== undefined && start >= 0) this.#tell(severity, start);
    else this.#held.push(text);
  }

  /** The program has ended: what is not whole is told as it came. */
  end(): void {
    for (const text of this.#held.splice(0)) this.say("info", text);
  }

  /** The message, after what else the program has printed in the middle of it. */
  #tell(severity: Severity, start: number): void {
    const held = this.#held.splice(0);
    for (const text of held.slice(1, start)) if (!text.startsWith(ERROR)) this.say("info", text);
    const message = held.slice(start).join("\n").slice(ORIGINAL.length);
    this.say(CLOSED.test(message) ? "debug" : severity, message);
  }
}
