/** What a worker does after an `up` that succeeded, while the stack is as it was just applied. @param after see RunRequest. */
export async function afterUp(_after: unknown): Promise<void> {}
