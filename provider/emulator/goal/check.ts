import type { RuleId } from "../rules";
import type { GoalCase } from "./case";

/** A rule is broken when its check says true. */
export type Check = (goal: GoalCase) => boolean;
export type Checks = Readonly<Partial<Record<RuleId, Check>>>;
