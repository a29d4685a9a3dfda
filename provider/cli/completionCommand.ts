import { Argument, Command } from "commander";
import { SHELLS, type Shell } from "./completion/shells";

/** `msads completion <shell>`: the script that makes a shell complete `msads` by the Tab key. */
export function completionCommand(): Command {
  return new Command("completion")
    .description("Print the script that makes a shell complete msads commands, options and values")
    .addArgument(new Argument("<shell>", "the shell that runs the script").choices(SHELLS))
    .addHelpText(
      "after",
      `
bash, zsh    source <(msads completion bash)      in ~/.bashrc; or zsh, in ~/.zshrc after compinit
fish         msads completion fish | source       in ~/.config/fish/config.fish
PowerShell   msads completion powershell | Out-String | Invoke-Expression      in $PROFILE

It completes msads where it is on PATH, such as node_modules/.bin or a global install; not behind npx.`,
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import("./completion/script.js");
      await completionScript(shell);
    });
}

/** `msads complete -- <words>`: what the scripts ask. `tree` builds the command whose words are completed. */
export function completeCommand(tree: () => Command): Command {
  return new Command("complete")
    .description("Print what the last word may become")
    .argument("[words...]")
    .action(async (words: readonly string[]) => {
      const { complete } = await import("./completion/complete.js");
      await complete(tree(), words);
    });
}
