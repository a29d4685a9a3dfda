import type { Context } from "../operations/context";
import type { Hit } from "../store/hit";
import type { GoalMatch, HitRecord, Visit } from "../store/traffic";
import { count } from "./count";
import { reaches } from "./match";
import { noteConversion, takePageRevenue } from "./revenue";

/** A visit ends with this long a time without data of its session. */
export const visitPauseMs = 30 * 60_000;
const longestLogged = 500;

/** Takes a hit: the tag lives, the visit goes on, goals that it reaches are counted. */
export function takeHit(context: Context, hit: Hit): void {
  const { store } = context;
  const tag = store.tag(hit.tagId);
  if (tag === undefined || tag.deleted) {
    log(context, hit, "unknown tag", []);
    return;
  }
  const now = store.now();
  store.putTag({ ...tag, lastDataAt: now });
  if (hit.click !== undefined && !store.traffic.clicks.has(hit.click))
    store.traffic.clicks.set(hit.click, now);
  log(context, hit, "taken", convert(context, hit, now));
  takePageRevenue(context, hit);
}

function convert(context: Context, hit: Hit, now: number): readonly GoalMatch[] {
  const { store } = context;
  const visit = continued(context, hit, now);
  const sighting = { context, hit, visit, tryExpression: store.traffic.expressions.forOneHit() };
  const reached = store.goals.filter((goal) => reaches(sighting, goal));
  const matches = reached.map((goal) => count(context, goal, hit, now));
  for (const [index, goal] of reached.entries()) {
    const worth = matches[index]?.worth;
    if (goal.kind === "Url" && worth !== undefined) noteConversion(context, hit, goal.id, worth);
  }
  const key = visitKey(hit);
  const ofVisits = reached.filter(({ kind }) => kind === "Duration" || kind === "PagesViewedPerVisit");
  const all = new Set([...visit.reached, ...ofVisits.map(({ id }) => id)]);
  if (key !== undefined) store.traffic.visits.set(key, { ...visit, reached: all });
  return matches;
}

/** The visit that this hit belongs to, with the hit in it. */
function continued({ store, holds }: Context, hit: Hit, now: number): Visit {
  const key = visitKey(hit);
  const known = key === undefined ? undefined : store.traffic.visits.get(key);
  const over = known === undefined || (now - known.lastAt > visitPauseMs && holds("collect.visit"));
  const before = over ? { startedAt: now, pages: 0, reached: new Set<string>() } : known;
  return { ...before, lastAt: now, pages: before.pages + (hit.event === "pageLoad" ? 1 : 0) };
}

/** Data that names neither session nor visitor is a visit of its own. */
function visitKey({ tagId, session, visitor }: Hit): string | undefined {
  const who = session ?? visitor;
  return who === undefined ? undefined : `${tagId} ${who}`;
}

function log({ store }: Context, hit: Hit, outcome: HitRecord["outcome"], goals: readonly GoalMatch[]): void {
  const short = Object.entries(hit).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "string" ? value.slice(0, longestLogged) : value,
  ]);
  const time = new Date(store.now()).toISOString();
  store.traffic.log({ ...(Object.fromEntries(short) as Hit), time, outcome, goals });
}
