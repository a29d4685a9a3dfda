import { dirname, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Deep enough for components within components. */
const FRAMES = 60;
/** The folder of this package's code. */
const OURS = dirname(__dirname) + sep;

/**
 * Where the program makes the resource that is being constructed, like "index.ts:12:1"; undefined where the stack does not say. Of a
 * component that comes in a package it is the line that makes the component.
 */
export function placeInProgram(): string | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const { stack = "" } = new Error("here");
  Error.stackTraceLimit = limit;
  return placeIn(stack, process.cwd());
}

/** The line of a stack trace that a reader can change, its file relative to a folder. */
export function placeIn(stack: string, folder: string): string | undefined {
  const places = stack.split("\n").flatMap((line): readonly [string, string][] => {
    const [, given, position] =
      /^ +at (?:.*? \(|async )?((?:file:\/\/|[A-Za-z]:[\\/]|\/).*?):(\d+:\d+)\)?$/.exec(line) ?? [];
    if (given === undefined || position === undefined) return [];
    const file = given.startsWith("file://") ? fileURLToPath(given) : given;
    return file.startsWith(OURS) ? [] : [[file, position]];
  });
  const isPackages = ([file]: [string, string]) => /[\\/]node_modules[\\/]/.test(file);
  const [file, position] = places.find((place) => !isPackages(place)) ?? places[0] ?? [];
  if (file === undefined) return undefined;
  const near = relative(folder, file);
  return `${near.startsWith("..") ? file : near}:${position}`;
}
