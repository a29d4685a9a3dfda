/** The package has no types of its own. */
declare module "ansi-to-svg" {
  const ansiToSvg: (ansi: string, options: Readonly<Record<string, unknown>>) => string;
  export = ansiToSvg;
}
