import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads its configuration from the default export
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/globalSetup.ts"],
    // For all that the tests start: half of what a Pulumi program takes is the compiling of the SDK, twice.
    env: { NODE_OPTIONS: `--import=${new URL("test/support/compileCache.mjs", import.meta.url)}` },
    // Red means broken, not that the machine is busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
  },
});
