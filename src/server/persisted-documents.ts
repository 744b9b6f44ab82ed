import { createHash } from 'node:crypto'
import type { GraphQLRequest } from '@apollo/server'
import { InMemoryLRUCache, type KeyValueCache } from '@apollo/utils.keyvaluecache'
import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { OpenMemory } from '../aws/shared/redis/open.ts'
import type { Config } from '../config.ts'
import { ERRORS, type ErrorCode, shorten } from '../errors.ts'
import { boardDocuments } from './board-documents.ts'
import type { HookContext, Hooks, RequestHooks } from './hooks.ts'
import type { Metrics } from './telemetry/metrics.ts'
import { watchDocuments } from './telemetry/shared-metrics.ts'

/**
 * Apollo Server's store for documents that clients register: at most 2,000, with 10 million characters in total; `shared`
 * with other gateways, which is loaded only then.
 */
export async function automaticDocuments(shared: OpenMemory | undefined, metrics: Metrics): Promise<KeyValueCache> {
  const own = new InMemoryLRUCache({ max: 2_000, maxSize: 10_000_000 })
  if (!shared) return own
  const { SharedDocuments } = await import('./shared-documents.ts')
  const documents = new SharedDocuments(own, { ...shared, isTooLarge: (text) => sizeObjection(text) !== undefined })
  watchDocuments(metrics, documents.counts)
  return documents
}

// Hashes of documents that were logged; an evicted one is logged again.
const MAX_HASHES = 5_000

// graphql-js reads all of a document again to tell where an error is. The longest text that is of use is a cursor.
const MAX_CHARACTERS = 100_000

// It counts the lines before each error, too: more than there may be tokens are of no use.
const MAX_LINES = 5_000

const sha256 = (document: string) => createHash('sha256').update(document).digest('hex')

/**
 * Looks up documents that requests name instead of sending, by the `documentId` of GraphQL over HTTP or by Apollo's
 * `persistedQuery`, in the manifest; Apollo Server looks up those that clients registered. A document that is not in
 * the manifest, not the board's and none of `own`, is refused unread (`enforce`), executed and logged once (`log`), or executed (`off`).
 * Documents that are too long are refused in every mode.
 * https://github.com/graphql/graphql-over-http/blob/main/spec/Appendix%20A%20--%20Persisted%20Documents.md
 */
export function documents(
  { trustedDocuments: mode, manifest }: Pick<Config, 'trustedDocuments' | 'manifest'>,
  log: Logger,
  own: readonly string[] = [],
): Hooks {
  const trusted = new Set([...manifest.values(), ...boardDocuments(), ...own])
  const logged = new LRUCache<string, true>({ max: MAX_HASHES })
  const logOnce = {
    didResolveOperation: async ({ source, queryHash, operationName }: HookContext<'didResolveOperation'>) => {
      if (trusted.has(source) || logged.has(queryHash)) return
      logged.set(queryHash, true)
      log.warn({ documentId: `sha256:${queryHash}`, operation: operationName }, 'document is not in the manifest')
    },
  }
  return {
    requestDidStart: async ({ request }) => {
      const id = documentId(request)
      const objection = sizeObjection(request.query ?? '')
      if (objection !== undefined) return refuse(request, 'DOCUMENT_TOO_LARGE', objection)
      if (request.query === undefined && id !== undefined && manifest.has(id)) {
        request.query = manifest.get(id)
        request.extensions = { ...request.extensions, persistedQuery: undefined } // the id need not be a hash
      } else if (id !== undefined) {
        const persistedQuery = { version: 1, ...request.extensions?.persistedQuery, sha256Hash: id }
        request.extensions = { ...request.extensions, persistedQuery }
      }
      if (mode === 'log') return logOnce
      const requested = request.query ?? id
      if (mode === 'enforce' && requested && !trusted.has(requested))
        return refuse(
          request,
          'DOCUMENT_NOT_TRUSTED',
          `The document ${shorten(id ?? sha256(requested))} is not in the manifest of trusted documents.`,
        )
    },
  }
}

/** Why a document is too large to be parsed; undefined if it is not. */
function sizeObjection(document: string): string | undefined {
  const { length } = document
  if (length > MAX_CHARACTERS) return `The document has ${length} characters, expected at most ${MAX_CHARACTERS}.`
  if (hasMoreLines(document, MAX_LINES)) return `The document has more than ${MAX_LINES} lines, which is the limit.`
  return undefined
}

/** Whether a document has more lines; its lines end in LF, CR or both. */
function hasMoreLines(document: string, most: number): boolean {
  let lines = 1
  const lineEnd = /\r\n|[\n\r]/g
  while (lines <= most && lineEnd.test(document)) lines++
  return lines > most
}

/** How a request names its document, without the prefix of hashes. */
function documentId({ http, extensions }: GraphQLRequest): string | undefined {
  const body = http?.body as { documentId?: unknown } | undefined
  const id =
    (http?.method === 'GET' ? new URLSearchParams(http.search).get('documentId') : body?.documentId) ??
    extensions?.persistedQuery?.sha256Hash
  return typeof id === 'string' ? id.replace(/^sha256:/, '') : undefined
}

/** Removes the document before it is read, and answers instead of Apollo Server, which then finds none. */
function refuse(request: GraphQLRequest, code: ErrorCode, message: string): RequestHooks {
  request.query = undefined
  request.extensions = undefined
  const { retryable, status } = ERRORS[code]
  const errors = [{ message, extensions: { code, retryable } }]
  return {
    willSendResponse: async ({ response }) => {
      response.http.status = status
      response.body = { kind: 'single', singleResult: { errors } }
    },
  }
}
