/** An admin request that makes no sense; the message says why. */
export class BadAdminRequest extends Error {}
