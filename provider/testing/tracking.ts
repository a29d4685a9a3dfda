/** What a page tells its tag with `window.uetq.push("event", …)`. */
export interface UetEvent {
  readonly action?: string;
  /** event_category. */
  readonly category?: string;
  /** event_label. */
  readonly label?: string;
  /** event_value. */
  readonly value?: number;
}

/** Sends to the collector what a tag's script would send from a visitor's browser. */
export async function sendToTag(
  collector: string,
  tagId: string,
  sent: { readonly page: string } | UetEvent,
): Promise<void> {
  const query = new URLSearchParams({ ti: tagId, Ver: "2" });
  if ("page" in sent) {
    query.set("evt", "pageLoad");
    query.set("p", sent.page);
  } else {
    query.set("evt", "custom");
    const parts = { ea: sent.action, ec: sent.category, el: sent.label, ev: sent.value };
    for (const [name, value] of Object.entries(parts))
      if (value !== undefined) query.set(name, String(value));
  }
  const response = await fetch(`${collector}/action/0?${query}`);
  if (!response.ok) throw new Error(`the collector answered ${response.status}`);
}
