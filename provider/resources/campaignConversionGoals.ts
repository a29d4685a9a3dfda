import * as pulumi from "@pulumi/pulumi";
import type { CampaignConversionGoalsArgs } from "./goalArgs";
import { prepared } from "./prepared";

const OUTPUTS = ["campaignName", "campaignType", "customerId", "accountId"];

/**
 * The goals that a campaign is optimised for: the whole set, at most one resource for a campaign. The campaign itself is not managed. When the resource
 * leaves the program its links are deleted, unless `onDelete` is "retain". v13.
 *
 * @example
 * new msads.CampaignConversionGoals("brand", { campaignId: "4711", goalIds: ["46068448", "46068449"] });
 */
export class CampaignConversionGoals extends pulumi.CustomResource {
  /** The campaign. */
  declare readonly campaignId: pulumi.Output<string>;
  /** What the campaign is called, as of the last run. */
  declare readonly campaignName: pulumi.Output<string>;
  /** Its type. Microsoft: CampaignType. */
  declare readonly campaignType: pulumi.Output<string>;
  /** All goals that it is optimised for, by their ids. */
  declare readonly goalIds: pulumi.Output<readonly string[]>;
  /** The customer (manager account) that the campaign belongs to. */
  declare readonly customerId: pulumi.Output<string>;
  /** The account that the campaign belongs to. */
  declare readonly accountId: pulumi.Output<string>;

  constructor(name: string, args: CampaignConversionGoalsArgs, opts?: pulumi.CustomResourceOptions) {
    const ready = prepared("campaign", name, args, opts, OUTPUTS);
    try {
      super(ready.token, name, ready.props, opts);
      ready.made();
    } catch (error) {
      throw ready.failed(error);
    } finally {
      ready.over();
    }
  }
}
