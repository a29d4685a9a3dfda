import { commandsPage } from "./commands";
import { errorsPage } from "./errors";
import { fieldsPage } from "./fields";

/** The pages that are made from the source, by their path, each from the repository's folder. */
export const GENERATED_PAGES: Readonly<Record<string, (root: string) => string>> = {
  "docs/commands.md": commandsPage,
  "docs/errors.md": errorsPage,
  "docs/fields.md": fieldsPage,
};
