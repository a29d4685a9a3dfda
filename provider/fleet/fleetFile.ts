import { basename, dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { type AccountRow, accountsOf } from "./file/accountRows";
import { rowsOfCsv } from "./file/accountsCsv";
import { configOf, rowsOfYaml } from "./file/accountsYaml";
import { absoluteBackend } from "./file/backend";
import { DISK, type Disk } from "./file/disk";
import { YamlFile, type YamlValue } from "./file/yamlFile";
import type { Fleet } from "./fleet";
import { FleetFileError, FleetProblems } from "./fleetFileError";
import { PROJECT_FILES } from "./project";

/** Reads a fleet file, and the CSV file of accounts that it may name. Throws a FleetFileError that lists all problems. */
export function readFleet(file: string): Fleet {
  const path = resolve(file);
  const found = DISK.read(path);
  if ("text" in found) return parseFleet(found.text, path, DISK);
  throw new FleetFileError(path, [{ file: basename(path), line: 1, message: `the file ${found.problem}` }]);
}

/** The same for a text. `file` is the absolute path that it is taken for. */
export function parseFleet(text: string, file: string, disk: Disk): Fleet {
  const problems = new FleetProblems();
  const fleet = new FleetReader(text, file, disk, problems).read();
  problems.throwIfAny(file, basename(file));
  return fleet;
}

const KEYS = ["program", "backend", "record", "sources", "config", "accounts"] as const;
type Key = (typeof KEYS)[number];

class FleetReader {
  readonly #yaml: YamlFile;
  readonly #folder: string;

  constructor(
    text: string,
    private readonly file: string,
    private readonly disk: Disk,
    private readonly problems: FleetProblems,
  ) {
    this.#yaml = new YamlFile(basename(file), text, problems);
    this.#folder = dirname(file);
  }

  read(): Fleet {
    // In a text that is no YAML most other problems would be consequences.
    const entries = this.#yaml.isValid ? this.#yaml.entries(this.#yaml.root, "the fleet file", KEYS) : [];
    const found = (name: Key): YamlValue | undefined => entries.findLast(({ key }) => key === name)?.value;
    const program = this.#program(found("program"));
    const project = program === undefined ? "" : projectIn(program, this.disk);
    const shared = configOf(found("config"), this.#yaml, project, this.problems);
    const rows = this.#rows(found("accounts"), project);
    return {
      file: this.file,
      program: program ?? this.#folder,
      backend: this.#backend(found("backend")),
      record: this.#record(found("record")),
      sources: this.#yaml.items(found("sources"), "sources").flatMap((each) => this.#source(each)),
      accounts: accountsOf(rows, shared, this.problems),
    };
  }

  #program(value: YamlValue | undefined): string | undefined {
    if (value === undefined) {
      this.#missing("program", "the folder of the Pulumi project that runs for each account");
      return undefined;
    }
    const path = this.#path(value, "program");
    if (path === undefined) return undefined;
    if (this.disk.kind(path) !== "folder") this.problems.add(value, `program: there is no folder ${path}`);
    else if (projectFileIn(path, this.disk) === undefined)
      this.problems.add(value, `program: ${path} is no Pulumi project: it has no Pulumi.yaml`);
    else return path;
    return undefined;
  }

  #missing(key: Key, what: string): void {
    if (this.#yaml.isValid) this.problems.add(this.#yaml.root, `${key} is missing: ${what}`);
  }

  #path(value: YamlValue, what: string): string | undefined {
    const text = this.#yaml.text(value, what);
    if (text?.trim() === "") this.problems.add(value, `${what} has no value`);
    return text === undefined || text.trim() === "" ? undefined : resolve(this.#folder, text);
  }

  #backend(value: YamlValue | undefined): string | undefined {
    const text = value && this.#yaml.text(value, "backend");
    if (value === undefined || text === undefined) return undefined;
    const backend = absoluteBackend(text, this.#folder);
    // Not shown: it may hold a password.
    if (backend === undefined)
      this.problems.add(
        value,
        "backend is no address of a Pulumi backend; write one like file://./state, s3://bucket or https://api.pulumi.com",
      );
    return backend;
  }

  #record(value: YamlValue | undefined): string {
    const path = value && this.#path(value, "record");
    if (value && path !== undefined && this.disk.kind(path) === "file")
      this.problems.add(value, `record: ${path} is a file, not a folder`);
    return path ?? join(this.#folder, ".msads-fleet");
  }

  #source(value: YamlValue): readonly string[] {
    const path = this.#path(value, "a source");
    if (path === undefined) return [];
    if (this.disk.kind(path) === undefined) this.problems.add(value, `sources: ${path} does not exist`);
    return [path];
  }

  #rows(value: YamlValue | undefined, project: string): readonly AccountRow[] {
    if (value?.node === undefined) {
      this.#missing("accounts", "a list of accounts, or the path of a CSV file");
      return [];
    }
    if (this.#yaml.isText(value)) return this.#csvRows(value, project);
    const rows = rowsOfYaml(value, this.#yaml, project, this.problems);
    if (rows.length === 0 && this.#yaml.isList(value)) this.problems.add(value, "accounts: there is none");
    return rows;
  }

  #csvRows(value: YamlValue, project: string): readonly AccountRow[] {
    const path = this.#path(value, "accounts");
    const name = this.#yaml.text(value, "accounts") ?? "";
    if (path === undefined) return [];
    const found = this.disk.read(path);
    if ("text" in found) return rowsOfCsv(found.text, name, project, this.problems);
    this.problems.add(value, `accounts: the file ${path} ${found.problem}`);
    return [];
  }
}

function projectFileIn(folder: string, disk: Disk): string | undefined {
  return PROJECT_FILES.map((name) => join(folder, name)).find((path) => disk.kind(path) === "file");
}

/** The project's name; "" where it cannot be told, which Pulumi will say itself. */
function projectIn(folder: string, disk: Disk): string {
  const found = disk.read(projectFileIn(folder, disk) ?? folder);
  try {
    const content: unknown = "text" in found ? parse(found.text) : undefined;
    const isNamed = typeof content === "object" && content !== null && "name" in content;
    return isNamed && typeof content.name === "string" ? content.name : "";
  } catch {
    return "";
  }
}
