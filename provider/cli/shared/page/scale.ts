import { trusted } from "./html";

/** Colours of the page by how urgent a kind is; each has its own in style.ts. */
type Tone = "inactive" | "silent" | "unknown" | "changed" | "ok" | "paused";

/** Shapes of marks, 16 by 16: colour alone says nothing to many. */
export const SHAPES = {
  cross: trusted('<circle cx="8" cy="8" r="7"/><path class="on" d="M5.3 5.3l5.4 5.4m0-5.4l-5.4 5.4"/>'),
  warning: trusted('<path d="M8 1.2l7.2 13H.8z"/><path class="on" d="M8 6v3.6m0 2.1v.3"/>'),
  question: trusted(
    '<circle cx="8" cy="8" r="7"/><path class="on" d="M6 6.3a2 2 0 1 1 2.9 1.9c-.6.3-.9.7-.9 1.3m0 2v.3"/>',
  ),
  pencil: trusted(
    '<path d="M8 .6L15.4 8 8 15.4.6 8z"/><path class="on" d="M5.2 8h5.6M8.4 5.6L10.8 8l-2.4 2.4"/>',
  ),
  check: trusted('<circle cx="8" cy="8" r="7"/><path class="on" d="M4.9 8.3l2.2 2.2 4-4.6"/>'),
  down: trusted('<circle cx="8" cy="8" r="7"/><path class="on" d="M8 4.2v7.2M5 8.5l3 3 3-3"/>'),
  up: trusted('<circle cx="8" cy="8" r="7"/><path class="on" d="M8 11.8V4.6M5 7.5l3-3 3 3"/>'),
  square: trusted('<rect x="1" y="1" width="14" height="14" rx="3"/>'),
  pause: trusted(
    '<rect x="1" y="1" width="14" height="14" rx="4"/><path class="on" d="M6.2 5.2v5.6m3.6-5.6v5.6"/>',
  ),
};

/** How a kind of thing is shown. */
export interface Kind {
  /** As a heading has it. */
  readonly title: string;
  /** In a few words. */
  readonly means: string;
  readonly tone: Tone;
  readonly shape: (typeof SHAPES)[keyof typeof SHAPES];
}

/** The kinds that things of a page may be of, worst first. */
export interface Scale<Name extends string> {
  readonly names: readonly Name[];
  readonly kinds: Readonly<Record<Name, Kind>>;
}

/** How many things are of which kind. */
export type Counts<Name extends string> = Readonly<Record<Name, number>>;

/** The kinds of which there is something, worst first. */
export function present<Name extends string>(scale: Scale<Name>, counts: Counts<Name>): readonly Name[] {
  return scale.names.filter((name) => counts[name] > 0);
}

/** How many things are of which kind. */
export function countsOf<Name extends string, Thing>(
  { names }: Scale<Name>,
  things: readonly Thing[],
  nameOf: (thing: Thing) => Name,
): Counts<Name> {
  const found = Map.groupBy(things, nameOf);
  return Object.fromEntries(names.map((name) => [name, found.get(name)?.length ?? 0])) as Counts<Name>;
}
