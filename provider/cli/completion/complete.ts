import type { Command, Option } from "commander";

/** How a shell is told to go on with names of files. */
const FILES = ":0";

/**
 * Prints what the last of some words may become, one a line with its description, and then what else may be there,
 * in the form that the scripts read. `words`: what was typed after `msads`; the last one is "" where a new one begins.
 */
export async function complete(tree: Command, words: readonly string[]): Promise<void> {
  if (wantsFile(tree, words)) {
    console.log(FILES);
    return;
  }
  const { default: tab } = await import("@bomb.sh/tab/commander");
  tab(tree, { completionCommandName: "completion" }).parse([...words]);
}

/** Whether the last word is the value of an option like `--data <file>`. */
function wantsFile(tree: Command, words: readonly string[]): boolean {
  const [last = "", before = ""] = words.toReversed();
  const flag = last.includes("=") ? last.slice(0, last.indexOf("=")) : before;
  const command = tree.commands.find((each) => words.slice(0, -1).includes(each.name()));
  return (command?.options ?? []).some(
    (option) => isOf(option, flag) && /<(file|folder)>/.test(option.flags),
  );
}

function isOf({ long, short }: Option, flag: string): boolean {
  return flag !== "" && (flag === long || flag === short);
}
