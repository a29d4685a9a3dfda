// An emulator in a process of its own, started with --expose-gc: tells its addresses, and what is asked of it.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { startEmulator } = require("../../dist/emulator/index.js");

const complaints = [];
const emulator = await startEmulator({ complain: (text) => complaints.push(text) });
const asked = {
  heap: async () => {
    // What sockets that have just closed leave behind goes with the next turns of the loop.
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      globalThis.gc();
    }
    const { heapUsed, external, rss } = process.memoryUsage();
    return { heapUsed, external, rss };
  },
  state: async () => {
    const calls = emulator.calls();
    return { complaints, calls: calls.length, last: calls.at(-1)?.n, goals: emulator.store.goals.length };
  },
  forget: async () => {
    emulator.reset();
    return {};
  },
};
process.on("message", async (question) => process.send(await asked[question]()));
process.on("disconnect", () => process.exit(0));
process.send({ url: emulator.url });
