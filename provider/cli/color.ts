import { styleText } from "node:util";

/**
 * Whether what goes to a stream may be coloured, by Node's own rules: on a terminal that shows colours, or where FORCE_COLOR asks for it; not with NO_COLOR.
 */
export function showsColor(stream: NodeJS.WriteStream): boolean {
  return styleText("bold", "x", { stream }) !== "x";
}
