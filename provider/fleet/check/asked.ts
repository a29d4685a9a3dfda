import { accountSettingsHandler } from "../../core/accountSettings/handler";
import { campaignGoalsHandler } from "../../core/campaign/handler";
import { conversionGoalHandler } from "../../core/goal/handler";
import type { Handler } from "../../core/handler";
import { libraryHandler } from "../../core/library/handler";
import type { Props } from "../../core/props";
import type { Resource } from "../../core/resource";
import { uetTagHandler } from "../../core/tag/handler";
import { hiddenDiffers, hiddenInput, hiddenOf, plain } from "../../dynamic/hidden";
import { resourceOf } from "../../native/identity";
import { own, typed } from "../../native/inputs";
import { resourceTypeOf } from "../../native/resourceTypes";
import type { RecordedResource } from "../record/recorded";
import { isPlugins, kindOf } from "../record/tokens";

/** A recorded resource as the core has it: what was wanted in the last run, and what came of it. */
export interface Asked {
  readonly handler: Handler;
  /** "UrlGoal", "UetTag", … */
  readonly type: string;
  readonly resource: Resource;
  readonly id: string;
  readonly outputs: Props;
  readonly inputs: Props;
  /** State does not say all yet that later calls need: the next run renews it. */
  readonly isStale: boolean;
}

const CLASSES: Readonly<Record<string, Handler>> = {
  ConversionGoal: conversionGoalHandler,
  ConversionGoalLibrary: libraryHandler,
  UetTag: uetTagHandler,
  AccountConversionSettings: accountSettingsHandler,
  CampaignConversionGoals: campaignGoalsHandler,
};

/** Undefined of a type that this version does not have. */
export function askedOf(recorded: RecordedResource): Asked | undefined {
  return isPlugins(recorded.token) ? ofPlugin(recorded) : ofClass(recorded);
}

function ofClass({ token, id, inputs, outputs, ignored }: RecordedResource): Asked | undefined {
  const kind = kindOf(token);
  const handler = Object.hasOwn(CLASSES, kind) ? CLASSES[kind] : undefined;
  if (handler === undefined) return undefined;
  const wanted = plain(inputs);
  const type = kind === "ConversionGoal" ? `${String(wanted.type)}Goal` : kind;
  const said = hiddenOf(inputs);
  // A transform may have said more than the constructor knew; state has it, and the engine adds it to each diff.
  const resource = ignored.length === 0 ? said : { ...said, ignored };
  const isStale = hiddenDiffers(outputs, { ...inputs, __msads: hiddenInput(resource) });
  return { handler, type, resource, id, outputs: plain(outputs), inputs: wanted, isStale };
}

function ofPlugin({ urn, token, id, inputs, outputs, ignored }: RecordedResource): Asked | undefined {
  try {
    const type = resourceTypeOf(token);
    const resource = resourceOf(urn, { ignored });
    return {
      handler: type.handler,
      type: kindOf(token),
      resource,
      id,
      outputs: own(outputs),
      inputs: typed(type, own(inputs)),
      isStale: false,
    };
  } catch {
    return undefined;
  }
}
