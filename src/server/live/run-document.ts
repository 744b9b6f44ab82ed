import { HeaderMap } from '@apollo/server'
import { answerBytes } from '../execution/ahead/written.ts'
import type { OpenStream, OperationCaller, RunOperation } from './operations.ts'

/** A document and its variables, as a client sends them in a body. */
export interface DocumentRequest {
  query: string
  variables: Readonly<Record<string, unknown>>
}

/** The answer as JSON text and its HTTP status, or a subscription that may begin. */
export type DocumentOutcome =
  | { kind: 'answer'; status: number; json: string }
  | { kind: 'subscription'; open: OpenStream }

/** Runs one document inside the process, for callers that are no HTTP clients of `/graphql`. */
export async function runDocument(
  run: RunOperation,
  body: DocumentRequest,
  caller: OperationCaller,
): Promise<DocumentOutcome> {
  const headers = new HeaderMap([
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
    ['x-request-id', caller.requestId],
  ])
  const outcome = await run({ method: 'POST', search: '', headers, body }, caller)
  if (outcome.kind === 'subscription') return outcome
  const { string } = outcome.answer.body
  const written = answerBytes(string)
  const json = written?.bytes.toString() ?? string
  written?.release(true)
  return { kind: 'answer', status: outcome.answer.status ?? 200, json }
}
