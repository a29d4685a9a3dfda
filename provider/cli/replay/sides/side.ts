import { UsageError } from "../../usageError";

/** Where one side's goals come from. */
export type Side =
  | { readonly is: "live" }
  /** What `pulumi stack export` wrote to a file. */
  | { readonly is: "file"; readonly file: string }
  /** What `pulumi stack export` says of a stack of the project here. */
  | { readonly is: "stack"; readonly stack: string }
  /** As the program would make them; of the selected stack where none is named. */
  | { readonly is: "program"; readonly folder: string; readonly stack: string | undefined };

export interface Sides {
  /** Undefined: nothing is compared. */
  readonly before: Side | undefined;
  readonly after: Side;
}

export interface SideOptions {
  readonly program?: string;
  /** `--no-stack`: false. */
  readonly stack?: string | false;
  readonly state?: string;
  readonly live?: true;
}

/** Which goals the traffic is counted by. Two sides are in the order of time: live, state, program. Throws a UsageError. */
export function sidesOf({ program, stack, state, live }: SideOptions): Sides {
  if (program !== undefined && stack === false)
    throw new UsageError(
      "--program needs a stack, so leave out --no-stack: say --program DIR for the selected stack, or --program DIR --stack NAME",
    );
  const named = stack === false ? undefined : stack;
  if (program === undefined && named !== undefined && state !== undefined)
    throw new UsageError(
      "--stack and --state are both a state, and one is enough: say --stack NAME for what Pulumi has now, or --state FILE for an export",
    );
  const states: readonly Side[] = [
    ...(state === undefined ? [] : [{ is: "file", file: state } as const]),
    // With a program the name says of which of its stacks.
    ...(named === undefined || program !== undefined ? [] : [{ is: "stack", stack: named } as const]),
  ];
  const programs: readonly Side[] =
    program === undefined ? [] : [{ is: "program", folder: program, stack: named }];
  const olderThanProgram = live === true || (programs.length > 0 && states.length === 0);
  const lives: readonly Side[] = olderThanProgram ? [{ is: "live" }] : [];
  const all = [...lives, ...states, ...programs];
  const [first = { is: "live" } as const, second, third] = all;
  if (third !== undefined)
    throw new UsageError(
      "two sides can be compared, not three: leave out one of --live, --state and --program",
    );
  return second === undefined ? { before: undefined, after: first } : { before: first, after: second };
}
