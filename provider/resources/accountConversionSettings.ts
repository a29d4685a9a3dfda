import * as pulumi from "@pulumi/pulumi";
import type { AccountConversionSettingsArgs } from "./goalArgs";
import { prepared } from "./prepared";

const OUTPUTS = [
  "autoTagging",
  "finalUrlSuffix",
  "includeViewThroughConversions",
  "trackingUrlTemplate",
  "customerId",
  "accountId",
];

/**
 * The settings of an account that concern conversion tracking; at most one for an account. Only what the program sets is compared and sent. Microsoft's
 * API has no delete for them: settings that leave the program stay as they are. v13.
 *
 * @example
 * new msads.AccountConversionSettings("account", { autoTagging: true });
 */
export class AccountConversionSettings extends pulumi.CustomResource {
  /** Whether ads lead to addresses with a click id (msclkid), as far as the program sets it. Microsoft: MSCLKIDAutoTaggingEnabled. */
  declare readonly autoTagging: pulumi.Output<boolean | undefined>;
  /** What is added to the final URL of every ad, as far as the program sets it. Microsoft: FinalUrlSuffix. */
  declare readonly finalUrlSuffix: pulumi.Output<string | undefined>;
  /** Whether view-through conversions count in the columns of all conversions, as far as the program sets it. Microsoft: IncludeViewThroughConversions. */
  declare readonly includeViewThroughConversions: pulumi.Output<boolean | undefined>;
  /** The tracking template of the account, as far as the program sets it. Microsoft: TrackingUrlTemplate. */
  declare readonly trackingUrlTemplate: pulumi.Output<string | undefined>;
  /** The customer (manager account) that the account belongs to. */
  declare readonly customerId: pulumi.Output<string>;
  /** The account. */
  declare readonly accountId: pulumi.Output<string>;

  constructor(name: string, args: AccountConversionSettingsArgs, opts?: pulumi.CustomResourceOptions) {
    const ready = prepared("settings", name, args, opts, OUTPUTS);
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
