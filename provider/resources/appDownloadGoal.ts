import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { AppDownloadGoalArgs } from "./goalArgs";

/**
 * An app downloaded from its store. v13 only. Microsoft: AppDownloadGoal.
 *
 * @example
 * new msads.AppDownloadGoal("download", { name: "App downloaded", appPlatform: "iOS", appStoreId: "123456789" });
 */
export class AppDownloadGoal extends ConversionGoal {
  /** Android, iOS, Windows or WindowsPhone. */
  declare readonly appPlatform: pulumi.Output<string>;
  /** The app's id in its store. */
  declare readonly appStoreId: pulumi.Output<string>;

  constructor(name: string, args: AppDownloadGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("AppDownload", args), opts);
  }
}
