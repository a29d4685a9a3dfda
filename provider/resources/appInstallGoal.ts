import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { AppInstallGoalArgs } from "./goalArgs";

/**
 * An app installed from its store. Microsoft: AppInstallGoal.
 *
 * @example
 * new msads.AppInstallGoal("app", { name: "App installed", appPlatform: "Android", appStoreId: "com.example.shop" });
 */
export class AppInstallGoal extends ConversionGoal {
  /** Android, iOS, Windows or WindowsPhone. */
  declare readonly appPlatform: pulumi.Output<string>;
  /** The app's id in its store. */
  declare readonly appStoreId: pulumi.Output<string>;

  constructor(name: string, args: AppInstallGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("AppInstall", args), opts);
  }
}
