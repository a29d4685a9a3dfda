import { unfitCharacter } from "../../goals/text";

/** Why a text cannot be sent: what came in over one transport must be readable over the other, and XML has less characters. */
export function unfitText(text: string): string | undefined {
  const character = unfitCharacter(text);
  return character === undefined ? undefined : `holds the character ${character}, which XML cannot carry`;
}
