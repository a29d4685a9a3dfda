import { assumed, documented, observed, off } from "./rule";

/** What holds for calls over REST, beside all that holds for every call. */
export const restRules = {
  "rest.malformed": observed(
    "error bodies recorded by segmentio/action-destinations",
    "A body that is no JSON object is answered HTTP 400 with code 100",
    100,
    "NullRequest",
  ),
  "rest.member-types": assumed(
    "a reader that knows its types; Microsoft's clients send nothing else",
    "A value of another JSON type than documented (ids are texts), or none of its enumeration, cannot be read: HTTP 400 with code 100",
    100,
    "NullRequest",
  ),
  "rest.unknown-member": assumed(
    "Microsoft's own .NET reader disallows unknown members",
    "A member that the request does not have cannot be read: HTTP 400 with code 100",
    100,
    "NullRequest",
  ),
  "rest.goal-type": observed(
    "Microsoft's SDKs for .NET, Java and Python",
    "A goal's class stands in its member Type, by its short name; without it the goal cannot be read",
    100,
    "NullRequest",
  ),
  "rest.long-goal-type": off(
    documented("Microsoft: UpdateConversionGoals, REST example", "Type may also be the long name (UrlGoal)"),
  ),
  "rest.none-flag": observed(
    "Microsoft's Python SDK 13.0.30 sends None, Url, Event",
    "None among several flags is passed over; otherwise it cannot be read",
  ),
  "rest.token-first": assumed(
    "the habit of web APIs",
    "The token is checked before the body; otherwise after it",
  ),
} as const;
