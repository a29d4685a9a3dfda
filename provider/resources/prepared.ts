import type * as pulumi from "@pulumi/pulumi";
import { declaredOutputs } from "./args";
import { COUNTED_AS, countDeclared, noteCampaign } from "./declared";
import { providerText, typeToken } from "./dynamicProvider";
import { refuseTransformed, registration } from "./registration";
import { pauseStackTraces } from "./stackTraces";
import { noteTransformed, type Registered } from "./transformed";

/** The entry point that state names, and Pulumi's type: by the kind of resource. */
const KINDS = {
  goal: { entryPoint: "conversionGoal", type: "ConversionGoal" },
  library: { entryPoint: "conversionGoalLibrary", type: "ConversionGoalLibrary" },
  tag: { entryPoint: "uetTag", type: "UetTag" },
  settings: { entryPoint: "accountConversionSettings", type: "AccountConversionSettings" },
  campaign: { entryPoint: "campaignConversionGoals", type: "CampaignConversionGoals" },
} as const;

/** What a constructor hands to Pulumi, and what it calls once that is done. */
export interface Prepared {
  readonly token: string;
  readonly props: Record<string, unknown>;
  /** Pulumi has taken the resource. */
  readonly made: () => void;
  /** Pulumi threw: the error with a stack trace that names the line of the program. */
  readonly failed: (error: unknown) => unknown;
  readonly over: () => void;
}

/**
 * Prepares a resource. The call of `super` stays in the constructor: a class between would move the position in the program that Pulumi's
 * SDK tells the engine. `outputs`: what the engine is to report beside the inputs.
 */
export function prepared(
  kind: keyof typeof KINDS,
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions | undefined,
  outputs: readonly string[],
): Prepared {
  const { entryPoint, type } = KINDS[kind];
  const given: Registered = { args, opts: opts ?? {} };
  const registered = { ...given };
  const token = typeToken(type);
  const named = { kind, name, type: token, __provider: providerText(entryPoint) };
  const props = { ...declaredOutputs(outputs), ...registration(named, registered) };
  const noted = noteTransformed({ token, name, props }, registered);
  if (kind === "campaign") noteCampaign(args ?? {});
  const traces = pauseStackTraces();
  const made = () => {
    refuseTransformed(kind, name, given, registered);
    countDeclared(COUNTED_AS[kind], opts);
  };
  const over = () => {
    noted();
    traces.resume();
  };
  return { token, props, made, failed: traces.to, over };
}
