import { HeaderMap } from '@apollo/server'
import { parse } from 'graphql'
import { KnownDocuments } from '../../src/server/known-documents.ts'

const KNOWN = 'query A { a } query B { b } mutation C { c } subscription D { d }'

const known = new KnownDocuments()
const remember = async (source: string) => {
  const hooks = await known.hooks.requestDidStart({} as Parameters<typeof known.hooks.requestDidStart>[0])
  const context = { source, document: parse(source), queryHash: 'hash' }
  await hooks?.didResolveOperation?.(context as Parameters<NonNullable<typeof hooks.didResolveOperation>>[0])
}
beforeAll(() => Promise.all([remember('{ one }'), remember(KNOWN)]))

const find = (body: unknown, { method = 'POST', accept = '*/*' } = {}) =>
  known.find({ method, body, headers: new HeaderMap([['accept', accept]]), search: '' })

test.each([
  ['the text alone', { query: '{ one }' }],
  ['null for everything else', { query: '{ one }', operationName: null, variables: null, extensions: null }],
  ['variables and extensions', { query: '{ one }', variables: { a: 1 }, extensions: { clientLibrary: {} } }],
  ['the name of one operation of several', { query: KNOWN, operationName: 'B' }],
])('a POST of a known document is found by %s', (_, body) => {
  expect(find(body)).toMatchObject({ source: body.query, queryHash: 'hash', request: { query: body.query } })
})

test('a request is what Apollo Server makes of it', () => {
  const { request, operation } = find({ query: KNOWN, operationName: 'B', variables: { a: 1 }, extensions: {} }) ?? {}
  expect(request).toMatchObject({ query: KNOWN, operationName: 'B', variables: { a: 1 }, extensions: {} })
  expect(operation?.name?.value).toBe('B')
  expect(find({ query: '{ one }', operationName: null, variables: null })?.request).toMatchObject({
    ...{ operationName: undefined, variables: undefined, extensions: undefined },
  })
})

test.each([
  ['an unknown document', { query: '{ two }' }],
  ['a hash', { query: '{ one }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ['an id of a document', { query: '{ one }', documentId: 'x' }],
  ['no document', { variables: {} }],
  ['a document that is no text', { query: { kind: 'Document' } }],
  ['variables that are a list', { query: '{ one }', variables: [] }],
  ['variables that are a text', { query: '{ one }', variables: '{}' }],
  ['extensions that are a text', { query: '{ one }', extensions: '' }],
  ['an operation name that is a number', { query: '{ one }', operationName: 1 }],
  ['an operation name that is not in it', { query: KNOWN, operationName: 'X' }],
  ['several operations without a name', { query: KNOWN }],
  ['a mutation', { query: KNOWN, operationName: 'C' }],
  ['a subscription', { query: KNOWN, operationName: 'D' }],
  ['a batch', [{ query: '{ one }' }]],
  ['no body', undefined],
])('Apollo Server answers %s', (_, body) => {
  expect(find(body)).toBeUndefined()
})

test('Apollo Server answers GET, and the media type that it alone has', () => {
  expect(find({ query: '{ one }' }, { method: 'GET' })).toBeUndefined()
  expect(find({ query: '{ one }' }, { accept: 'application/json; callbackSpec=1.0' })).toBeUndefined()
})

test('texts of two million characters in total are kept, those used last', async () => {
  const documents = Array.from({ length: 25 }, (_, n) => `{ field${n} } # ${'x'.repeat(99_000)}`)
  for (const document of documents) await remember(document)
  const found = documents.filter((query) => find({ query }))
  expect(found.length).toBeGreaterThan(15)
  expect(found).toEqual(documents.slice(-found.length))
  expect(find({ query: '{ one }' })).toBeUndefined()
})
