import type { Emulator } from "../../provider/emulator";
import { runMsads } from "../cli/msads";
import { Driver } from "../emulator/driver";
import { allRestTypes, callRest } from "../emulator/restClient";
import { texts } from "../emulator/soapClient";

/** Tracking statuses by the goals' names. */
export type Statuses = Readonly<Record<string, unknown>>;

export async function statusesOverSoap(emulator: Emulator): Promise<Statuses> {
  const { text } = await new Driver(emulator).get();
  const found = texts(text, "TrackingStatus");
  return Object.fromEntries(texts(text, "Name").map((name, index) => [name, found[index]]));
}

export async function statusesOverRest(emulator: Emulator): Promise<Statuses> {
  const body = { ConversionGoalTypes: allRestTypes };
  const { json } = await callRest({ base: emulator.rest, path: "/ConversionGoals/QueryByIds", body });
  return Object.fromEntries((json.ConversionGoals ?? []).map((goal) => [goal?.Name, goal?.TrackingStatus]));
}

/** What `msads status` says of each goal: its tracking status and the problem in words. */
export async function statusCommand(
  emulator: Emulator,
  transport: "soap" | "rest",
): Promise<Readonly<Record<string, string>>> {
  const environment = {
    MSADS_ENVIRONMENT: "emulator",
    MSADS_ENDPOINT: emulator.url,
    MSADS_TRANSPORT: transport,
    MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
  };
  const { stdout, stderr } = await runMsads(["status", "--json"], environment);
  if (stdout === "") throw new Error(stderr);
  const { goals } = JSON.parse(stdout) as {
    goals: readonly { name: string; trackingStatus: string; problem: string }[];
  };
  return Object.fromEntries(
    goals.map(({ name, trackingStatus, problem }) => [name, `${trackingStatus}: ${problem}`]),
  );
}
