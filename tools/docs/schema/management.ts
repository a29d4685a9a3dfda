import type { Docstrings } from "../docstrings";
import type { Enums } from "./enums";
import { BOOLEAN, described, type Json, listOf, oneOf, STRING } from "./properties";

export const MANAGEMENT = "provider/resources/args.ts#ManagementArgs";

/** An id, or true or false. */
export const ADOPT = oneOf(BOOLEAN, STRING);

export function onDelete(enums: Enums): Json {
  return enums.textOf("OnDelete", ["pause", "retain"]);
}

/** What every resource takes besides its own fields. */
export function management(docs: Docstrings, enums: Enums): Readonly<Record<string, Json>> {
  const said = (name: string) => docs.of(MANAGEMENT, [name]);
  return {
    customerId: described(STRING, said("customerId")),
    accountId: described(STRING, said("accountId")),
    adopt: described(ADOPT, said("adopt")),
    onDelete: described(onDelete(enums), said("onDelete")),
  };
}

/** What outputs say about management. */
export function carried(docs: Docstrings, enums: Enums): Readonly<Record<string, Json>> {
  const { adopt: _, ...others } = management(docs, enums);
  return {
    ...others,
    managed: described(listOf(STRING), "The fields that the program sets: the others are left alone."),
  };
}
