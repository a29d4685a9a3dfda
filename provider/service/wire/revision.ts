/**
 * The revision of the API that answers are read by, sent with each call: fields that came later stay out of answers, and names of
 * enumerations that came later arrive as "NotSupportedForGivenRevision". One of Microsoft's published dates. Microsoft: Api-Revision.
 */
export const API_REVISION = "2026-10-12";
