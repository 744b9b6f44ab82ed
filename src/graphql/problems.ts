import { GatewayError } from '../errors.ts'

/** The parent of SourceProblem: one service in one location that could not be read, and why. */
export interface Problem {
  service: string
  location: string
  code: string
  message: string
}

/**
 * Converts the failure of an AWS call to a problem. An unexpected answer of AWS is reported without its text; errors that
 * are not failures of AWS calls are thrown.
 */
export function problemOf(service: string, location: string, failure: unknown): Problem {
  if (!(failure instanceof GatewayError)) throw failure
  const unforeseen = failure.code === 'INTERNAL_SERVER_ERROR'
  const message = unforeseen ? `${failure.aws?.operation} failed with ${failure.aws?.errorName}.` : failure.message
  return { service, location, code: failure.code, message }
}

/** One problem per service, location and code, regardless of how many calls failed. */
export function distinct(problems: readonly Problem[]): Problem[] {
  const byKey = new Map<string, Problem>()
  for (const problem of problems) {
    const key = `${problem.service} ${problem.location} ${problem.code}`
    if (!byKey.has(key)) byKey.set(key, problem)
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem)
}
