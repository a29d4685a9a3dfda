/** A property of an account; a value is a text, "true" and "false" too. Microsoft: AccountProperty. */
export interface AccountProperty {
  readonly name: string;
  readonly value: string | null;
}
