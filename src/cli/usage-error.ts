/** The question is wrong: the command line, an id, a credential. One sentence; the command exits with status 2. */
export class UsageError extends Error {}

/** Nothing answers the question now: one sentence; the command exits with status 1. */
export class UnavailableError extends Error {}
