import { type Emulator, sendHit } from "../emulator";

/** Who sends something, and what it is worth. Without a visit and a visitor it is a visit of its own, by nobody known. */
export interface HitDetails {
  /** Any text: what has the same belongs to one visit, for goals of duration and of pages. A pause of 30 minutes ends it. */
  readonly visit?: string;
  /** Any text: the same person, for goals that count once. */
  readonly visitor?: string;
  /** The id of an ad's click. */
  readonly click?: string;
  /** revenue_value, for goals of variable value. */
  readonly revenue?: number;
  /** Of the revenue, ISO 4217. */
  readonly currency?: string;
}

/** What a page tells its tag with `window.uetq.push("event", …)`. */
export interface UetEvent extends HitDetails {
  readonly action?: string;
  /** event_category. */
  readonly category?: string;
  /** event_label. */
  readonly label?: string;
  /** event_value. */
  readonly value?: number;
}

/** A goal that was reached by what a site sent. */
export interface Reached {
  /** Its name. */
  readonly goal: string;
  /** Why it was no conversion all the same, like a goal that counts once and has; undefined when it was one. */
  readonly notCounted?: string;
  /** What the conversion is worth, by the goal's revenue. */
  readonly worth?: { readonly amount: number; readonly currency: string };
}

/** Sends what a tag's script would send from a visitor's browser, under the names that it has for it. */
export function sendToTag(
  emulator: Emulator,
  tagId: string,
  sent: UetEvent & { readonly page?: string },
): readonly Reached[] {
  const named = {
    ti: tagId,
    evt: sent.page === undefined ? "custom" : "pageLoad",
    p: sent.page,
    ea: sent.action,
    ec: sent.category,
    el: sent.label,
    ev: sent.value,
    gv: sent.revenue,
    gc: sent.currency,
    sid: sent.visit,
    vid: sent.visitor,
    msclkid: sent.click,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(named)) if (value !== undefined) query.set(name, String(value));
  sendHit(emulator, query);
  const { goals = [] } = emulator.hits().at(-1) ?? {};
  return goals.map(({ goalId, ...others }) => ({
    goal: emulator.store.goal(goalId)?.fields.Name ?? goalId,
    ...others,
  }));
}
