import { startEmulator } from "../../emulator";
import { showsColor } from "../color";
import { Terminal } from "../shared/terminal";
import { chooseRunner } from "./chooseRunner";
import { childEnvironment, dropProxies } from "./environment";
import { goOnByHand } from "./goOn";
import { copyExample } from "./program";
import { Stage } from "./stage";
import { storyOf } from "./story";
import { tell } from "./tell";

export interface DemoOptions {
  readonly version: 12 | 13;
  /** Leave program and service up at the end, until Ctrl-C. */
  readonly keep: boolean;
}

const EXAMPLES = {
  12: { folder: "demo-v12", goalCount: 7 },
  13: { folder: "demo", goalCount: 8 },
} as const;

/** Tells the story on an example, against an emulator in this process. Rejects with what is not as claimed. */
export async function runDemo({ version, keep }: DemoOptions): Promise<void> {
  const example = EXAMPLES[version];
  const color = showsColor(process.stdout);
  const terminal = new Terminal(process.stdout, color);
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once("SIGINT", onInterrupt).once("SIGTERM", onInterrupt);
  dropProxies(process.env);
  const program = copyExample(example.folder);
  const emulator = await startEmulator();
  try {
    const environment = childEnvironment(process.env, emulator.url);
    const runnerOptions = {
      folder: program.folder,
      home: program.home,
      environment,
      color,
      signal: interrupt.signal,
    };
    const { runner, note } = await chooseRunner(runnerOptions);
    terminal.line(`msads demo, version ${version} of Microsoft's API`, 0, "bold");
    terminal.line(`Program:  a copy of examples/${example.folder}`);
    terminal.line(
      `Service:  the emulator, ${emulator.url} (no account, no token, nothing leaves this machine)`,
    );
    terminal.line(`Run with: ${runner.title}`);
    if (note !== undefined) terminal.line(`Note:     ${note}`);
    await tell(storyOf(example.goalCount), {
      stage: new Stage(emulator),
      program,
      runner,
      terminal,
      signal: interrupt.signal,
    });
    if (keep) await goOnByHand({ emulator, program, runner, terminal, signal: interrupt.signal });
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onInterrupt);
    await emulator.close();
    program.remove();
  }
}
