import type { GraphQLRequest, HTTPGraphQLRequest } from '@apollo/server'
import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Hooks } from './hooks.ts'

/** A document that Apollo Server has parsed and found valid. */
interface KnownDocument {
  document: DocumentNode
  queryHash: string
}

/** A request for a query in such a document. */
export interface KnownOperation extends KnownDocument {
  source: string
  operation: OperationDefinitionNode
  request: GraphQLRequest & { http: HTTPGraphQLRequest }
}

// Of the texts; each is in Apollo Server's own cache as well, and their parts are shared.
const MAX_DOCUMENTS = 1_000
const MAX_CHARACTERS = 2_000_000

/** The valid documents of the most recent requests. */
export class KnownDocuments {
  readonly #documents = new LRUCache<string, KnownDocument>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, source) => source.length,
  })

  /** Keeps the documents of Apollo Server's requests: those that are neither invalid nor refused before parsing. */
  readonly hooks: Hooks = {
    requestDidStart: async () => ({
      didResolveOperation: async ({ source, document, queryHash }) => {
        if (!this.#documents.has(source)) this.#documents.set(source, { document, queryHash })
      },
    }),
  }

  /**
   * The operation of a POST that sends such a document as text; undefined if Apollo Server has to answer: the request
   * is malformed, names a document, or accepts no JSON.
   */
  find(http: HTTPGraphQLRequest): KnownOperation | undefined {
    const { body } = http
    if (http.method !== 'POST' || !isRecord(body) || body.documentId !== undefined) return undefined
    const { query: source, operationName = null, variables = null, extensions = null } = body
    const known = typeof source === 'string' ? this.#documents.get(source) : undefined
    if (typeof source !== 'string' || !known) return undefined
    if (!isRecordOrNull(variables) || !isRecordOrNull(extensions)) return undefined
    if (extensions && 'persistedQuery' in extensions) return undefined
    if (operationName !== null && typeof operationName !== 'string') return undefined
    if (/callbackspec/i.test(http.headers.get('accept') ?? '')) return undefined
    const operation = getOperationAST(known.document, operationName)
    if (operation?.operation !== 'query') return undefined
    const request = {
      query: source,
      operationName: operationName ?? undefined,
      variables: variables ?? undefined,
      extensions: extensions ?? undefined,
      http,
    }
    const { document, queryHash } = known
    // By name: a copy by spread took a tenth of the CPU time of a small query (docs/performance.md).
    return { document, queryHash, source, operation, request }
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRecordOrNull = (value: unknown): value is Record<string, unknown> | null => value === null || isRecord(value)
