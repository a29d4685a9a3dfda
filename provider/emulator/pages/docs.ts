import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The guides that come with the package. */
const FOLDER = join(__dirname, "../../../docs");

/** The names of the guides, without their ending; none where the folder is not there. */
export function docNames(): readonly string[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER).flatMap((file) => (/^[a-z-]+\.md$/.test(file) ? [file.slice(0, -3)] : []));
}

/** A guide, in Markdown. Undefined where there is none of that name. */
export function docOf(name: string): string | undefined {
  return docNames().includes(name) ? readFileSync(join(FOLDER, `${name}.md`), "utf8") : undefined;
}
