/** Most things in one call, and most ids. Microsoft: UpdateConversionGoals; 5304, 5318. */
export const MOST_IN_CALL = 100;
/** Most goals in an account, paused ones included. Microsoft: entity limits; 5326, 5327. */
export const MOST_IN_ACCOUNT = 1_000;
