import type { ProbeGroup } from "../probe";
import { accountProbes } from "./accountRules";
import { callProbes } from "./callRules";
import { campaignProbes } from "./campaignRules";
import { changeProbes } from "./changeRules";
import { customerProbes } from "./customerRules";
import { goalNameProbes } from "./goalNameRules";
import { goalProbes } from "./goalRules";
import { goalTypeProbes } from "./goalTypeRules";
import { reportProbes } from "./reportRules";
import { restProbes } from "./restRules";
import { tagProbes } from "./tagRules";
import { tagShareProbes } from "./tagShareRules";
import { trackingProbes } from "./trackingRules";

/** Every rule that is assumed or observed, in the order in which they are asked. */
export const probeGroups: readonly ProbeGroup[] = [
  callProbes,
  restProbes,
  goalNameProbes,
  goalProbes,
  goalTypeProbes,
  changeProbes,
  tagProbes,
  tagShareProbes,
  accountProbes,
  campaignProbes,
  reportProbes,
  customerProbes,
  trackingProbes,
];
