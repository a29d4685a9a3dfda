/** The provider's own address for `environment: emulator`. */
const USUAL = "http://127.0.0.1:8462";

/** The commands that point a program at an emulator. */
export function waysIn(url: string): readonly string[] {
  const elsewhere = url === USUAL ? [] : [`pulumi config set msads:endpoint ${url}`];
  return ["pulumi config set msads:environment emulator", ...elsewhere, "pulumi up"];
}
