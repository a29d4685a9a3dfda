import { join } from "node:path";
import { writeNodeSdk } from "../../tools/plugin/nodeSdk";
import { PACKAGE } from "./e2ePackage";
import type { Project } from "./e2eProject";

/** Puts the plugin's SDK for Node.js where the project's programs find it, as "pulumi-msads-native". */
export function addNodeSdk({ folder, runner }: Project): void {
  const plugin = join(PACKAGE, "plugin/pulumi-resource-msads");
  writeNodeSdk(plugin, join(folder, "node_modules/pulumi-msads-native"), runner.command("preview").env);
}
