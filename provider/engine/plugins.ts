import { isDeepStrictEqual } from "node:util";
import type { Plugin } from "./plugin";
import type { PropertyMap } from "./values";

/** The provider's processes of one run: one for each config that it is asked with, as under the CLI; most runs have one. */
export class Plugins {
  private readonly configured: { readonly inputs: PropertyMap; readonly plugin: Plugin }[] = [];
  private spare: Plugin | undefined;

  constructor(private readonly start: () => Plugin) {}

  /** Starts a process ahead of the first call: it needs a second to load. */
  warm(): void {
    this.spare ??= this.start();
  }

  /** @param inputs those of the provider's own resource: config by key. */
  of(inputs: PropertyMap): Plugin {
    const known = this.configured.find((each) => isDeepStrictEqual(each.inputs, inputs));
    if (known) return known.plugin;
    const plugin = this.spare ?? this.start();
    this.spare = undefined;
    plugin.configure(inputs);
    this.configured.push({ inputs, plugin });
    return plugin;
  }

  async stop(): Promise<void> {
    const all = this.configured.map(({ plugin }) => plugin);
    await Promise.all([...all, ...(this.spare ? [this.spare] : [])].map((plugin) => plugin.stop()));
  }
}
