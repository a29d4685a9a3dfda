import { argsSource } from "./args";
import { commandsPage } from "./commands";
import { errorsPage } from "./errors";
import { fieldsPage } from "./fields";
import { parityPage } from "./parity";
import { packageSchema } from "./schema/package";

/** What is made from the source, by its path, each from the repository's folder. */
export const GENERATED_PAGES: Readonly<Record<string, (root: string) => string>> = {
  "docs/commands.md": commandsPage,
  "docs/errors.md": errorsPage,
  "docs/fields.md": fieldsPage,
  "docs/parity.md": parityPage,
  "plugin/schema.json": packageSchema,
  "provider/resources/goalArgs.ts": argsSource,
};
