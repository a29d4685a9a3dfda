import { type ProbeGroup, unasked } from "../probe";

export const trackingProbes: ProbeGroup = {
  name: "trackingRules",
  probes: [],
  unasked: unasked(
    "what becomes of a website's data shows in Microsoft's reports only, hours later",
    "collect.paused",
    "collect.noscript",
    "collect.url-page-load",
    "collect.event-pairs",
    "collect.visit",
    "collect.once-per-visit",
    "collect.unique-visitor",
    "collect.revenue-currency",
  ),
};
