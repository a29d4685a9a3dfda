import { defineConfig } from "vitest/config";

/** `npm run test:pulumi`: whole programs under the real CLI. All else runs without one, whatever is on the PATH. */
const underPulumi = process.env.MSADS_TEST_RUNNER === "pulumi";

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: underPulumi
      ? ["test/{e2e,pulumi}/**/*.test.ts", "test/cli/stackConfig.test.ts"]
      : ["test/**/*.test.ts"],
    exclude: underPulumi ? [] : ["test/pulumi/**"],
    globalSetup: ["test/globalSetup.ts"],
    // For all that the tests start: half of what a Pulumi program takes is the compiling of the SDK, twice.
    env: { NODE_OPTIONS: `--import=${new URL("test/support/compileCache.mjs", import.meta.url)}` },
    // Red means broken, not that the machine is busy: this only ends what hangs.
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    maxWorkers: 2,
  },
});
