import type { ApiVersion } from "../../goals/field";
import type { NameForm } from "../../goals/names";

/** What of the settings a program's text depends on, and whose account it is. */
export interface Naming extends NameForm {
  readonly apiVersion: ApiVersion;
  readonly customerId: string;
}
