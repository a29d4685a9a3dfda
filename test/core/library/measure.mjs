// Measures what comparing a library costs, at 100, 300 and 1,000 goals, after the one read of the account: the time of a
// diff for each goal, and how it grows. Run by hand: npm run build && node test/core/library/measure.mjs

import { libraryHandler } from "../../../dist/core/library/handler.js";
import { pluginRuntime } from "../../../dist/dynamic/pluginRuntime.js";
import { providerOf } from "../../../dist/dynamic/provider.js";
import { startEmulator } from "../../../dist/emulator/index.js";
import { Sessions } from "../../../dist/session/session.js";

const SIZES = [100, 300, 1_000];
const ROUNDS = 20;
/** Milliseconds for each goal. */
const MOST = 0.1;
/** A linear step costs as much for each goal at 1,000 as at 100; ten times as much would be a quadratic one. */
const MOST_GROWTH = 3;

const emulator = await startEmulator();
const goalsOf = (count, minutes) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Goal ${count} ${index}`,
      {
        type: "OfflineConversion",
        goalCategory: "Purchase",
        conversionWindowInMinutes: minutes,
        revenue: { type: "VariableValue", value: "25.00", currencyCode: "EUR" },
      },
    ]),
  );
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

async function timed(work) {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

async function measure(count) {
  const config = { "msads:environment": "emulator", "msads:endpoint": emulator.soap };
  const sessions = new Sessions({ ...pluginRuntime(), environment: {}, notify: () => {} });
  const library = providerOf(sessions, libraryHandler);
  await library.configure({ config: { get: (key) => config[key] } });
  const news = (minutes) => ({
    __msads: { name: "lib", fresh: true },
    accountId: `${300 + count}`,
    goals: goalsOf(count, minutes),
  });
  const { inputs, failures } = await library.check({}, news(60));
  if (failures.length > 0) throw new Error(failures[0].reason);
  const start = performance.now();
  const { id, outs } = await library.create(inputs);
  const made = performance.now() - start;
  const { inputs: other } = await library.check(inputs, news(90));
  const check = await timed(() => library.check(inputs, news(60)));
  const same = await timed(() => library.diff(id, outs, inputs));
  const changed = await timed(() => library.diff(id, outs, other));
  return { count, made, check: check / count, same: same / count, changed: changed / count };
}

const accounts = SIZES.map((count) => ({ id: `${300 + count}` }));
const rows = [];
// The first round warms up.
for (const round of ["warm", "measured"]) {
  emulator.reset();
  emulator.addCustomers({ id: "111", accounts });
  for (const count of SIZES) {
    const row = await measure(count);
    if (round === "measured") rows.push(row);
  }
}
await emulator.close();

const us = (ms) => `${(ms * 1_000).toFixed(1)} µs`.padStart(10);
console.log("goals   made in    check/goal  diff/goal, same  diff/goal, all changed");
for (const { count, made, check, same, changed } of rows)
  console.log(
    `${String(count).padStart(5)} ${made.toFixed(0).padStart(7)} ms  ${us(check)} ${us(same)} ${us(changed)}`,
  );

const [least] = rows;
const most = rows.at(-1);
const problems = ["check", "same", "changed"].flatMap((name) => [
  ...(most[name] > MOST ? [`${name}: ${us(most[name])} a goal, more than ${MOST * 1_000} µs`] : []),
  ...(most[name] / least[name] > MOST_GROWTH
    ? [`${name}: a goal costs ${(most[name] / least[name]).toFixed(1)} times as much`]
    : []),
]);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
