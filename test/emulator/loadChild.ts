import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** An emulator in a process of its own, whose memory can be measured. */
export interface LoadedEmulator {
  readonly url: string;
  /** Bytes, after collecting garbage. */
  heap(): Promise<{ readonly heapUsed: number; readonly external: number; readonly rss: number }>;
  state(): Promise<{
    readonly complaints: readonly string[];
    readonly calls: number;
    readonly last?: number;
    readonly goals: number;
  }>;
  /** Resets it. */
  forget(): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the built emulator. */
export async function startLoadedEmulator(): Promise<LoadedEmulator> {
  const child = fork(join(__dirname, "loadServer.mjs"), { execArgv: ["--expose-gc"] });
  const { url } = await answerOf<{ readonly url: string }>(child);
  const ask = async <T>(question: string): Promise<T> => {
    child.send(question);
    return answerOf<T>(child);
  };
  return {
    url,
    heap: () => ask("heap"),
    state: () => ask("state"),
    forget: () => ask("forget"),
    close: async () => {
      child.disconnect();
      await once(child, "exit");
    },
  };
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const died = () => reject(new Error("the emulator died"));
    child.once("exit", died);
    child.once("message", (answer) => {
      child.off("exit", died);
      resolve(answer as T);
    });
  });
}
