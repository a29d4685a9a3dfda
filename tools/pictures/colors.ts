/** The colours of every picture: readable on a light page and on a dark one, since a picture brings its background. */
export const COLORS = {
  background: "#16181d",
  ink: "#d7dae0",
  faint: "#3a3f4a",
  red: "#ff7b72",
  green: "#7ee787",
  yellow: "#f2cc60",
  blue: "#79c0ff",
  magenta: "#d2a8ff",
  cyan: "#76e3ea",
  gray: "#8b949e",
} as const;
