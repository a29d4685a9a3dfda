import { type Emulator, sendHit } from "../emulator";

/** Who sends something, and what it is worth. Without `visit` and `visitor` it is a new visit by an unknown visitor. */
export interface HitDetails {
  /** Any text: the same text means the same visit, for goals of duration and of pages. A pause of 30 minutes ends a visit. */
  readonly visit?: string;
  /** Any text: the same text means the same person, for goals that count once. */
  readonly visitor?: string;
  /** The id of an ad's click. */
  readonly click?: string;
  /** revenue_value, for goals of variable value. */
  readonly revenue?: number;
  /** The currency of the revenue, ISO 4217. */
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

/** A goal that a page load or an event reached. */
export interface Reached {
  /** Its name. */
  readonly goal: string;
  /** Why it did not count as a conversion, for example because the goal counts once and has counted; undefined when it did. */
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
