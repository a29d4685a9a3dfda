import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GENERATED_PAGES } from "./pages";

/** `npm run docs`: writes the pages that are made from the source. Runs in the repository's folder. */
const root = process.cwd();
for (const [file, page] of Object.entries(GENERATED_PAGES)) {
  writeFileSync(join(root, file), page(root));
  process.stdout.write(`${file}\n`);
}
