import { assumed, documented } from "./rule";

/** What the names of goals must obey. */
export const goalNameRules = {
  "goal.name-missing": documented(
    "Microsoft: ConversionGoal",
    "A new goal needs a Name",
    5319,
    "ConversionGoalNameNotPassed",
  ),
  "goal.name-invalid": documented(
    "Microsoft: ConversionGoal",
    "A Name is neither empty nor longer than 100 characters",
    5320,
    "InvalidConversionGoalName",
  ),
  "goal.name-twice": documented(
    "Microsoft: Error Codes",
    "Two goals of a call have the same Name",
    5316,
    "DuplicateConversionGoalName",
  ),
  "goal.name-twice-later": assumed("no source says which", "Of equal names in a call only the first passes"),
  "goal.name-taken": documented(
    "Microsoft: ConversionGoal",
    "A goal of the customer, in any of its accounts, has this Name",
    5317,
    "ConversionGoalNameAlreadyExists",
  ),
  "goal.name-of-deleted": documented(
    "Microsoft: help, create a goal",
    "A deleted goal had this Name; it may not be used again",
    5317,
    "ConversionGoalNameAlreadyExists",
  ),
  "goal.name-given-up": assumed(
    "the help's sentence does not except renamed goals",
    "A goal had this Name before it was renamed",
    5317,
    "ConversionGoalNameAlreadyExists",
  ),
  "goal.name-case": assumed(
    "the service compares names without case elsewhere",
    "Names are compared without case",
  ),
} as const;
