import * as pulumi from "@pulumi/pulumi";
import { variableOf } from "../config/environmentNames";
import type { ApiVersion } from "../goals/field";
import { perRun } from "./perRun";

/** The settings that say what a program may write. */
export interface ProgramSettings {
  readonly apiVersion: ApiVersion;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly onDelete: string | undefined;
}

/** From the stack's config, else from the environment; what is wrong with them is the provider's to say. */
export function programSettings(): ProgramSettings {
  return pulumi.runtime.getStackResource() === undefined ? read() : ofRun();
}

/** Reading them takes the SDK longer than checking a goal. */
const ofRun = perRun(read);

function read(): ProgramSettings {
  const config = pulumi.runtime.allConfig();
  const value = (name: string): string | undefined => {
    const given = [config[`msads:${name}`], process.env[variableOf(name)]];
    return given.find((text) => text !== undefined && text.trim() !== "");
  };
  return {
    apiVersion: value("apiVersion")?.trim() === "12" ? 12 : 13,
    namePrefix: value("namePrefix") ?? "",
    nameSuffix: value("nameSuffix") ?? "",
    onDelete: value("onDelete")?.trim(),
  };
}
