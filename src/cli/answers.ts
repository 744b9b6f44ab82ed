import { plain } from './plain-text.ts'
import type { Answer, AnswerError } from './source.ts'
import type { Terminal } from './terminal.ts'
import { UnavailableError, UsageError } from './usage-error.ts'

// Codes that another question, or another credential, would not have had.
const ASKED_WRONG: ReadonlySet<string> = new Set([
  ...['BAD_USER_INPUT', 'NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'DOCUMENT_NOT_TRUSTED'],
  ...['BAD_REQUEST', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_TOO_EXPENSIVE'],
])

/** The first error of an answer without data, as an error of this process. */
function failureOf([first]: readonly AnswerError[]): Error {
  const message = first ? plain(first.message) : 'the answer is empty'
  return ASKED_WRONG.has(first?.extensions?.code ?? '') ? new UsageError(message) : new UnavailableError(message)
}

/** The root fields of an answer. Errors of a part of it go to standard error; throws if nothing was answered. */
export function dataOf<Data extends object>(
  terminal: Pick<Terminal, 'err'>,
  { data, errors = [] }: Answer<Data>,
): Data {
  // The locations are there whatever becomes of the rest.
  const isEmpty = !data || Object.entries(data).every(([name, value]) => name === 'locations' || value === null)
  if (isEmpty && errors.length > 0) throw failureOf(errors)
  if (!data) throw failureOf([])
  for (const message of new Set(errors.map(({ message }) => plain(message)))) warn(terminal, message)
  return data
}

/** Something that is missing from the answer. */
export const warn = (terminal: Pick<Terminal, 'err'>, message: string) => terminal.err(`deploygraph: ${message}\n`)

export interface Problem {
  service: string
  location: { name: string }
  code: string
  message: string
}

export const PROBLEMS = 'problems { service location { name } code message }'

/** Names the sources that could not be read, once each. */
export function warnOfProblems(terminal: Pick<Terminal, 'err'>, problems: readonly Problem[]): void {
  const sentences = problems.map(
    ({ service, location, code, message }) =>
      `not read: ${plain(`${service} in ${location.name}`)}: ${plain(code)}: ${plain(message)}`,
  )
  for (const sentence of new Set(sentences)) warn(terminal, sentence)
}
