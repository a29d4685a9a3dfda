import type { AuditKind } from "../../../account/write/auditEvent";
import { accountSettingFields } from "../../../accountSettings/accountSettings";
import { campaignFields } from "../../../campaigns/campaign";
import { fieldsOf, GOAL_TYPES } from "../../../goals/definition";
import { definitionOf } from "../../../goals/definitions";
import type { Field, Fields } from "../../../goals/field";
import { tagFields } from "../../../tags/tag";

const TABLES: Readonly<Record<AuditKind, readonly Fields[]>> = {
  goal: GOAL_TYPES.map((type) => fieldsOf(definitionOf(type))),
  tag: [tagFields],
  settings: [accountSettingFields],
  campaign: [campaignFields],
};

/** The field of a thing that a log names, whatever type a goal has. */
export function loggedField(kind: AuditKind, name: string): Field | undefined {
  return TABLES[kind].find((table) => Object.hasOwn(table, name))?.[name];
}
