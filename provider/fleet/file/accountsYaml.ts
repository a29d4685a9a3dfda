import type { FleetProblems } from "../fleetFileError";
import { type AccountRow, type ConfigCell, type Field, ROW_FIELDS } from "./accountRows";
import { configKeyProblems } from "./configKeys";
import type { YamlFile, YamlValue } from "./yamlFile";

/** The rows of accounts that the fleet file lists itself. */
export function rowsOfYaml(
  accounts: YamlValue,
  yaml: YamlFile,
  project: string,
  problems: FleetProblems,
): readonly AccountRow[] {
  const items = yaml.items(accounts, "accounts");
  return items.map((item): AccountRow => {
    const entries = yaml.entries(item, "an account", [...ROW_FIELDS, "config"]);
    if (item.node === undefined) problems.add(item, "an account is empty");
    const found = (name: string): YamlValue | undefined => entries.findLast(({ key }) => key === name)?.value;
    const field = (name: string): Field => {
      const value = found(name);
      if (value === undefined) return yaml.isMap(item) ? undefined : "refused";
      const text = yaml.text(value, name)?.trim();
      if (text === undefined) return "refused";
      return text === "" ? undefined : { text, file: value.file, line: value.line };
    };
    return {
      file: item.file,
      line: item.line,
      stack: field("stack"),
      customerId: field("customerId"),
      accountId: field("accountId"),
      config: configOf(found("config"), yaml, project, problems),
    };
  });
}

/** The values of a `config` in the fleet file. */
export function configOf(
  config: YamlValue | undefined,
  yaml: YamlFile,
  project: string,
  problems: FleetProblems,
): readonly ConfigCell[] {
  return yaml.entries(config, "config").flatMap(({ key, value, file, line }): readonly ConfigCell[] => {
    for (const problem of configKeyProblems(key, true, project)) problems.add({ file, line }, problem);
    const text = yaml.text(value, key);
    return text === undefined ? [] : [{ key, text, file, line }];
  });
}
