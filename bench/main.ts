import { Service } from "./emulator";
import { inProcessRows } from "./inProcess";
import { asText } from "./row";
import { waveRows } from "./waves";
import { wireRows } from "./wire";

async function main() {
  const s = await Service.start();
  console.log(asText(await waveRows()));
  console.log(asText(await inProcessRows(s, true)));
  console.log(asText(await wireRows(s, true)));
  await s.close();
}
void main();
