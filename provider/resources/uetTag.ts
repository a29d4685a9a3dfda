import * as pulumi from "@pulumi/pulumi";
import type { UetTagArgs } from "./goalArgs";
import { prepared } from "./prepared";

const OUTPUTS = [
  "trackingScript",
  "trackingNoScript",
  "trackingStatus",
  "description",
  "industry",
  "sharedWith",
  "customerId",
  "accountId",
];

/**
 * A UET tag: the script on every page of a site that tells Microsoft Advertising what visitors do.
 * Microsoft's API can neither delete nor pause a tag: a tag that leaves the program stays in the account, and an existing tag of the same name is taken over.
 *
 * @example
 * const tag = new msads.UetTag("site", { name: "Main site" });
 * export const snippet = tag.trackingScript;
 */
export class UetTag extends pulumi.CustomResource {
  /** Unique among the tags of the customer. */
  declare readonly name: pulumi.Output<string>;
  /** What the tag is for. */
  declare readonly description: pulumi.Output<string | undefined>;
  /** The advertiser's industry. v13. Microsoft: UetTagIndustry. */
  declare readonly industry: pulumi.Output<string | undefined>;
  /** The other customers that may use the tag, as far as the program manages it. v13. Microsoft: CustomerShare. */
  declare readonly sharedWith: pulumi.Output<readonly string[] | undefined>;
  /** The script to put on every page of the site. */
  declare readonly trackingScript: pulumi.Output<string>;
  /** The part of it for visitors without JavaScript. */
  declare readonly trackingNoScript: pulumi.Output<string>;
  /** Unverified, Active or Inactive, as of the last run. Microsoft: UetTagTrackingStatus. */
  declare readonly trackingStatus: pulumi.Output<string>;
  /** The customer (manager account) that it belongs to. */
  declare readonly customerId: pulumi.Output<string>;
  /** The account that it is managed through. */
  declare readonly accountId: pulumi.Output<string>;

  constructor(name: string, args: UetTagArgs, opts?: pulumi.CustomResourceOptions) {
    const ready = prepared("tag", name, args, opts, OUTPUTS);
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
