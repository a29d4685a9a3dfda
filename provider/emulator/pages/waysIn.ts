/** The port of the emulator unless told otherwise: the provider looks there with `environment: emulator`. */
export const USUAL_PORT = 8462;
const USUAL = `http://127.0.0.1:${USUAL_PORT}`;

/** The commands that point a program at an emulator. */
export function waysIn(url: string): readonly string[] {
  const elsewhere = url === USUAL ? [] : [`pulumi config set msads:endpoint ${url}`];
  return ["pulumi config set msads:environment emulator", ...elsewhere, "pulumi up"];
}
