import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { GENERATED_PAGES } from "../../tools/docs/pages";

const ROOT = join(__dirname, "../..");

test.each(Object.entries(GENERATED_PAGES))(
  "%s is what the source says (npm run docs writes it)",
  (file, page) => {
    expect(readFileSync(join(ROOT, file), "utf8")).toBe(page(ROOT));
  },
);
