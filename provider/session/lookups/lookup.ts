/** What a look-up asks for: a name as it is in the account (without the stack's prefix and suffix), or an id. */
export type LookupArgs = (
  | {
      /** The name, as it is in the account. */
      readonly name: string;
    }
  | {
      /** The id, digits. */
      readonly id: string;
    }
) & {
  /** The customer (manager account), digits. Default: config `msads:customerId`. */
  readonly customerId?: string;
  /** The account, digits. Default: config `msads:accountId`. */
  readonly accountId?: string;
};

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The one thing that is asked for. Throws an Error that names what is close when there is none. */
export function pickOne<T extends Named>(
  noun: string,
  args: LookupArgs,
  all: readonly T[],
  place: string,
): T {
  if ("id" in args) {
    const found = all.find(({ id }) => id === args.id);
    if (found === undefined) throw new Error(`${place} shows no ${noun} with the id ${args.id}.`);
    return found;
  }
  const [found, second] = all.filter(({ name }) => name === args.name);
  if (found !== undefined && second === undefined) return found;
  const asked = `${noun} named ${JSON.stringify(args.name)}`;
  if (found !== undefined)
    throw new Error(`${place} shows more than one ${asked}: ask by id (${found.id}, ${second?.id}).`);
  const near = all.find(({ name }) => folded(name) === folded(args.name));
  const hint =
    near === undefined
      ? "Names are compared exactly, including case and blanks."
      : `${JSON.stringify(near.name)} (id ${near.id}) differs only by case or blanks.`;
  throw new Error(`${place} shows no ${asked}. ${hint}`);
}

function folded(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}
