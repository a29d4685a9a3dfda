import { spawnSync } from "node:child_process";
import { median, ms } from "./figures";
import { judged, type Row } from "./row";

const RUNS = 7;
/** Milliseconds. */
const MOST = 50;
const PROGRAM = `const began = performance.now();
require("@pulumi/pulumi");
const between = performance.now();
require("pulumi-msads");
console.log(JSON.stringify([between - began, performance.now() - between]));`;

/** What importing the package takes beyond Pulumi's own, each time in a new process. */
export function startRows(root: string): readonly Row[] {
  const runs = Array.from({ length: RUNS }, () => startOf(root));
  const [pulumi, ours] = [median(runs.map(([first]) => first)), median(runs.map(([, second]) => second))];
  const measured = `${ms(ours)} after ${ms(pulumi)}`;
  return [
    judged("import of pulumi-msads, after @pulumi/pulumi's own", measured, `≤ ${MOST} ms`, ours <= MOST),
  ];
}

function startOf(root: string): readonly [number, number] {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", PROGRAM], {
    cwd: root,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as [number, number];
}
