import type { GoalType } from "../../goals/definition";
import type { Table } from "./tables";

/** A part of an answer: text (numbers and flags too), null, an array, or an object of its members. */
export type Node = unknown;

/** A message's members by their names on the wire, with values as the transport takes them. */
export type Members = Readonly<Record<string, unknown>>;

/** How a transport writes values into requests. */
export interface Writing {
  readonly fieldOrder: (
    entries: readonly (readonly [string, unknown])[],
    table: Table,
  ) => readonly (readonly [string, unknown])[];
  /** Why a field that no table knows must not be sent. */
  readonly unknownField: (name: string) => string | undefined;
  /** Whether a value is to be sent at all. */
  readonly isGiven: (value: unknown) => boolean;
  /** Why a text cannot be sent, or undefined when it can. */
  readonly unfitText: (text: string) => string | undefined;
  readonly text: (text: string) => unknown;
  /** The one way to write a decimal. */
  readonly decimal: (value: number | string) => string;
  /** A whole number or a decimal from its digits. */
  readonly number: (digits: string) => unknown;
  readonly flag: (value: boolean) => unknown;
  /** A goal's members with the mark of its type. */
  readonly typed: (type: GoalType, members: Members) => Members;
  /** A list of elements of one name. */
  readonly list: (name: string, items: readonly unknown[]) => unknown;
  /** Several values of one enumeration. */
  readonly flags: (names: readonly string[]) => string;
}

/** How a transport finds values in answers. */
export interface Reading {
  readonly unwrap: (node: Node) => Node;
  readonly items: (list: Node, name: string, reading: Reading) => readonly Node[];
  readonly blankToNull: (value: string) => string | null;
  /** The type of a goal without "Goal" at its end, like "Url", also one that came after us; empty where none is given. */
  readonly goalType: (node: Node, reading: Pick<Reading, "unwrap">) => string;
}

/** All in which the transports differ once a message is taken apart. */
export interface Dialect extends Writing, Reading {}
