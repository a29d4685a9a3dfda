import { fractionDigits, isDecimal } from "./decimal";
import { controlCharacter, show, UNKNOWN, unfitCharacter } from "./text";

/** What a refusal says beside what is allowed. `wrong`: "it has 102 characters"; `todo`: a sentence. */
export interface Remark {
  readonly wrong?: string;
  readonly todo?: string;
}

/** `max` in UTF-16 code units; `lines`: line breaks and tabs are fine. */
export function remarkOnText(value: unknown, max: number, lines: boolean): Remark {
  if (typeof value !== "string") return {};
  const unfit = unfitCharacter(value);
  if (unfit !== undefined) return { wrong: `it holds the character ${unfit}, which XML cannot carry` };
  const control = controlCharacter(value, lines);
  if (control !== undefined) return { wrong: `it holds the control character ${control}` };
  if (value.length <= max) return {};
  const isWide = [...value].length < value.length;
  return { wrong: `it has ${value.length} characters${isWide ? " (an emoji counts as two or more)" : ""}` };
}

/** Money that was computed, like 100 / 3, has more digits than anybody sees in the program. */
export function remarkOnDecimal(value: unknown, digits: number): Remark {
  if (!isDecimal(value) || fractionDigits(value) <= digits) return {};
  return {
    wrong: `it has ${fractionDigits(value)} digits after the point`,
    todo: "Round what is computed, for example Math.round(x * 1000) / 1000",
  };
}

export function remarkOnId(value: unknown): Remark {
  return typeof value === "number" ? { todo: `Write it as a string: "${value}"` } : {};
}

export function remarkOnIds(value: unknown): Remark {
  if (typeof value === "string") return { todo: `Write it as a list: ["${value}"]` };
  if (!Array.isArray(value)) return {};
  const known = value.filter((each) => each !== UNKNOWN);
  const number = known.find((each) => typeof each === "number");
  if (number !== undefined) return { todo: `Write each as a string: "${number}"` };
  const twice = known.find((each, index) => known.indexOf(each) !== index);
  return twice === undefined ? {} : { wrong: `${show(twice)} is in it twice` };
}
