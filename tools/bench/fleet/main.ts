import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { findPulumi } from "../../../provider/fleet/findPulumi";
import { Service, writesOf } from "../emulator";
import { asText, judged, type Row, told } from "../row";
import { applied } from "./applied";
import { fleet, type Took } from "./command";
import { placesOf, World } from "./world";

const LATENCY_MS = 300;
/** One in so many accounts is edited. */
const EDITED = 10;

/** `npm run bench:fleet`: a check of many accounts, and runs of some of them by the Pulumi CLI on the PATH. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      /** Accounts that are checked. */
      checked: { type: "string", default: "1000" },
      /** Accounts that Pulumi runs. */
      run: { type: "string", default: "200" },
    },
  });
  const found = findPulumi(process.env);
  if (found.is !== "usable") throw new Error("no usable pulumi on PATH");
  const [checked, run] = [Number(values.checked), Number(values.run)];
  const service = await Service.start();
  const world = new World(service.url, [...placesOf("shop", 0, checked), ...placesOf("run", checked, run)]);
  const say = (line: string) => void process.stderr.write(`  ${line}\n`);
  try {
    await service.reset(0);
    for (const { customerId, accountId } of world.places) await service.addAccount(customerId, accountId);
    const rows = [
      ...(await checkRows(service, world, checked, say)),
      ...(await runRows(service, world, run, say)),
    ];
    const machine = `pulumi ${found.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`;
    process.stdout.write(`${asText(rows)}\n\n${machine}, ${LATENCY_MS} ms a call, file backend\n`);
  } finally {
    await service.close();
    world.remove();
  }
}

async function checkRows(
  service: Service,
  world: World,
  count: number,
  say: (line: string) => void,
): Promise<readonly Row[]> {
  say(`making ${count} accounts as applied`);
  await applied(world, "shop-*");
  await service.latency(LATENCY_MS);
  const rows: Row[] = [];
  for (const transport of ["soap", "rest"]) {
    say(`checking ${count} accounts over ${transport}`);
    const before = lastOf(await service.calls());
    const took = await fleet(world.over(transport), "check", "--only", "shop-*");
    const all = await service.calls();
    const calls = lastOf(all) - before;
    const writes = writesOf(all.filter(({ n }) => n > before)).length;
    if (took.json.counts.clean !== count)
      throw new Error(`not all are clean: ${JSON.stringify(took.json.counts)}`);
    const [wall, each] = [took.wallMs / 1000, took.cpuMs / count];
    rows.push(
      judged(
        `check of ${count} accounts over ${transport}: time`,
        `${wall.toFixed(1)} s`,
        "≤ 60 s",
        wall <= 60,
      ),
      judged(`… processor an account`, `${each.toFixed(1)} ms`, "≤ 50 ms", each <= 50),
      judged(
        `… calls`,
        `${calls}, of them writes ${writes}`,
        `${2 * count} reads`,
        calls === 2 * count && writes === 0,
      ),
    );
  }
  return rows;
}

async function runRows(
  service: Service,
  world: World,
  count: number,
  say: (line: string) => void,
): Promise<readonly Row[]> {
  const only = ["--only", "run-*"];
  const half = Math.ceil(count / 2);
  say(`first up of ${half} accounts by one command, then of ${count - half} by two shards`);
  const one = await fleet(world, "up", "--only", firstOf(world, 0, half));
  const rest = firstOf(world, half, count);
  const shards = await Promise.all(
    ["1/2", "2/2"].map((shard) => fleet(world, "up", "--only", rest, "--shard", shard, "--concurrency", "1")),
  );
  const wall = Math.max(...shards.map(({ wallMs }) => wallMs));
  say(`one in ${EDITED} edited by hand`);
  const goals = (await service.storedGoals()).filter(({ fields }) => fields.Name === "Goal 3");
  const own = goals.slice(-count).filter((_, n) => n % EDITED === 0);
  for (const { id } of own) await service.editGoal(id, { UrlExpression: "/by-hand" });
  const edited = await fleet(world, "up", ...only);
  const again = await fleet(world, "up", ...only);
  const all = await fleet(world, "up", "--all", "--only", firstOf(world, 0, Math.min(20, count)));
  const perRun = all.wallMs / Math.min(20, count);
  const ran = edited.json.accounts.length;
  return [
    told(`first up of ${half} accounts, one command`, each(one, half)),
    told(
      `first up of ${count - half} accounts, two shards at once, one run each`,
      `${(wall / 1000).toFixed(0)} s, ${(wall / (count - half) / 1000).toFixed(2)} s an account`,
    ),
    judged(
      `up of ${count} accounts, ${own.length} changed: Pulumi runs`,
      String(ran),
      String(own.length),
      ran === own.length,
    ),
    told("… time", `${(edited.wallMs / 1000).toFixed(1)} s, processor ${(edited.cpuMs / 1000).toFixed(1)} s`),
    told(
      `… against pulumi up for every account`,
      `${((perRun * count) / 1000).toFixed(0)} s by ${(perRun / 1000).toFixed(2)} s each: ${((perRun * count) / edited.wallMs).toFixed(1)} ×`,
    ),
    told(
      `up of ${count} accounts, nothing changed`,
      `${(again.wallMs / 1000).toFixed(1)} s, ${again.json.accounts.length} Pulumi runs`,
    ),
  ];
}

/** The number of the last call: the emulator keeps only so many. */
function lastOf(calls: readonly { readonly n: number }[]): number {
  return calls.at(-1)?.n ?? 0;
}

function firstOf({ places }: World, from: number, to: number): string {
  const runs = places.filter(({ stack }) => stack.startsWith("run-"));
  return runs
    .slice(from, to)
    .map(({ stack }) => stack)
    .join(",");
}

function each({ wallMs, cpuMs }: Took, count: number): string {
  return `${(wallMs / 1000).toFixed(0)} s, ${(wallMs / count / 1000).toFixed(2)} s an account, processor ${(cpuMs / count / 1000).toFixed(2)} s`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
