import { accountSettingProblems } from "../accountSettings/accountSettingProblems";
import { campaignProblems } from "../campaigns/campaignProblems";
import type { Kind } from "../config/ignoredPaths";
import { isTable, type Listed, libraryProblems, listedProblems, setProblems } from "../goals/library";
import { consentProblems, idProblems, plainConsentProblems } from "../goals/management";
import { foldName, fullName, type NameHolder } from "../goals/names";
import type { Inputs, Problem } from "../goals/problem";
import { joined } from "../goals/propertyPath";
import { goalProblems } from "../goals/validate";
import { withDefaults } from "../goals/writtenDefaults";
import { ownerProblems, tagProblems } from "../tags/tagProblems";
import type { ProgramSettings } from "./programSettings";

/** What is wrong with a resource's inputs, as far as its program knows them. Check says the same of what is known later. */
export function inputProblems(kind: Kind, known: Inputs, settings: ProgramSettings): readonly Problem[] {
  const { customerId: _, accountId: __, adopt, onDelete, ...own } = known;
  const ofProgram = [...idProblems(known), ...consentProblems(known)];
  const named = { ...own, name: fullName(own.name, settings) };
  switch (kind) {
    case "tag":
      return [...ofProgram, ...tagProblems(named, settings.apiVersion), ...ownerProblems(known)];
    case "goal":
      return [...ofProgram, ...goalProblems(withDefaults(named), settings.apiVersion)];
    case "settings":
      return [
        ...idProblems(known),
        ...plainConsentProblems({ adopt }),
        // Nothing of theirs is paused: with `onDelete`, if the program gives it.
        ...accountSettingProblems({ ...own, onDelete }, settings.apiVersion),
      ];
    case "campaign":
      return [
        ...idProblems(known),
        ...plainConsentProblems(known),
        ...campaignProblems(own, settings.apiVersion),
      ];
    case "library":
      return [...ofProgram, ...libraryProblems(own, adopt), ...problemsOfGoals(own.goals, settings)];
  }
}

function problemsOfGoals(goals: unknown, settings: ProgramSettings): readonly Problem[] {
  const listed = listedIn(goals);
  return [
    ...listed.flatMap((goal) => listedProblems(goal, () => problemsOfGoal(goal, settings))),
    ...setProblems(listed),
  ];
}

function problemsOfGoal({ key, given }: Listed, settings: ProgramSettings): readonly Problem[] {
  const { adopt: _, onDelete: __, renamedFrom: ___, ...own } = isTable(given) ? given : {};
  return goalProblems(withDefaults({ ...own, name: fullName(key, settings) }), settings.apiVersion);
}

/** A name that a resource has in the account, and the property that gives it. */
export interface NameGiven {
  readonly property: string;
  readonly holder: NameHolder;
}

/** The names that a resource has in the account, as far as they are known; those of a library that are one to the service come once. */
export function namesOf(
  kind: Kind,
  resource: string,
  known: Inputs,
  settings: ProgramSettings,
): readonly NameGiven[] {
  if (kind === "settings" || kind === "campaign") return [];
  if (kind !== "library") return nameGiven("name", resource, known.name, settings);
  const names = listedIn(known.goals).flatMap(({ key }) =>
    nameGiven(joined("goals", key), `${resource}[${JSON.stringify(key)}]`, key, settings),
  );
  return [...new Map(names.map((given) => [foldName(given.holder.name), given])).values()];
}

function nameGiven(
  property: string,
  resource: string,
  name: unknown,
  settings: ProgramSettings,
): readonly NameGiven[] {
  if (typeof name !== "string" || name === "") return [];
  return [{ property, holder: { resource, name: String(fullName(name, settings)) } }];
}

function listedIn(goals: unknown): readonly Listed[] {
  return isTable(goals) ? Object.entries(goals).map(([key, given]) => ({ key, given })) : [];
}
