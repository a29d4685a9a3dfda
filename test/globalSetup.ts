import { findPulumi } from "../provider/fleet/findPulumi";
import { packedPackage } from "./support/e2ePackage";

/** Before all tests: the package as it would be published, for the programs that the tests run. */
export function setup(): void {
  const found = findPulumi(process.env);
  if (found.is === "unusable") console.error(`${found.why}; whole programs run on our own engine`);
  try {
    packedPackage();
  } catch (error) {
    // Tests of whole programs fail by themselves then; all others need no package.
    console.error(`\n*** ${error instanceof Error ? error.message : String(error)} ***\n`);
  }
}
