import { goalWritesOf, Service } from "../emulator";
import { programOf } from "../programs";
import { Project } from "./project";

async function main() {
  const service = await Service.start();
  await service.reset(0);
  const p = await Project.create(service.url, programOf("single", 100));
  const seen = async (from: number) =>
    goalWritesOf((await service.calls()).slice(from)).map((c) => `${c.operation} ${c.items}`);
  for (const [changed, minutes, parallel] of [
    [0, 60, undefined],
    [3, 90, undefined],
    [3, 91, undefined],
    [100, 95, 8],
    [100, 96, 200],
    [0, 60, 8],
  ] as const) {
    p.write(programOf("single", 100, changed, minutes));
    const before = (await service.calls()).length;
    const ran = await p.up(parallel === undefined ? {} : { parallel });
    console.log(changed, parallel, ran.ok, Math.round(ran.wallMs), (await seen(before)).join(" · "));
    if (!ran.ok) console.log(ran.text.slice(-3000));
  }
  const state = await p.state();
  console.log(state.includes("__declared"), state.includes("__parallelism"));
  p.remove();
  await service.close();
}
void main();
