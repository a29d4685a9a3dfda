import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

const REPOSITORY = join(__dirname, "../..");
const DIST = join(REPOSITORY, "dist");

/** The folder under which programs find the packed package; all else they find in the repository's node_modules. */
export const PROGRAMS = join(REPOSITORY, ".e2e");
/** What programs load, compiled; see compileCache. */
const COMPILED = join(PROGRAMS, "compiled");
export const PACKAGE = join(PROGRAMS, "node_modules/pulumi-msads");
const STAMP = join(PROGRAMS, "packed");
const LOCK = join(PROGRAMS, "lock");
const PATIENCE_MS = 240_000;

/**
 * Packs the built package as npm would publish it and unpacks it where programs look, unless that is done already.
 * @throws Error when the package was not built.
 */
export function packedPackage(): void {
  if (!existsSync(join(DIST, "dynamic/index.js")))
    throw new Error("dist is missing: run `npm run build` first. The whole programs run the built package.");
  mkdirSync(PROGRAMS, { recursive: true });
  const age = newest(DIST);
  if (isPacked(age)) return;
  takeLock();
  try {
    if (!isPacked(age)) pack(age);
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

function isPacked(age: string): boolean {
  return existsSync(STAMP) && existsSync(PACKAGE) && readFileSync(STAMP, "utf8") === age;
}

function pack(age: string): void {
  const flags = ["pack", "--ignore-scripts", "--json", "--pack-destination", PROGRAMS];
  const told = execFileSync("npm", flags, {
    cwd: REPOSITORY,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [packed] = JSON.parse(told) as readonly { readonly filename: string }[];
  if (packed === undefined) throw new Error("npm pack made nothing");
  const beside = join(PROGRAMS, `unpacked-${process.pid}`);
  mkdirSync(beside);
  execFileSync("tar", ["-xzf", join(PROGRAMS, packed.filename), "-C", beside]);
  for (const old of [PACKAGE, COMPILED]) rmSync(old, { recursive: true, force: true });
  mkdirSync(join(PROGRAMS, "node_modules"), { recursive: true });
  renameSync(join(beside, "package"), PACKAGE);
  rmSync(beside, { recursive: true });
  writeFileSync(STAMP, age);
}

/** Test files run side by side; one packs, the others wait. A lock left by a killed run is taken over. */
function takeLock(): void {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    try {
      mkdirSync(LOCK);
      return;
    } catch {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  rmSync(LOCK, { recursive: true, force: true });
  mkdirSync(LOCK);
}

/** Changes whenever a file of the folder does. */
function newest(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const times = files.map((file) => statSync(join(folder, file)).mtimeMs);
  const others = ["package.json", "plugin/schema.json"].map(
    (file) => statSync(join(REPOSITORY, file)).mtimeMs,
  );
  return `${files.length} ${Math.max(...times)} ${others.join(" ")}`;
}
