import { createHash } from 'node:crypto'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Options, startGateway } from '../support/gateway.ts'

const world = () => fleetWorld({ targets: 1, events: 1 })
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

const FLEET = 'query Fleet($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } }'
const variables = { id: 'd-FLEET0001' }
const ANSWER = { status: 200, body: { data: { codeDeployDeployment: { status: 'SUCCEEDED' } } } }
const RELAY_ID = '5d41402abc4b2a76b9719d911017c592' // an md5 of something else: such an id is only a name
const MANIFEST = new Map([
  [hashOf(FLEET), FLEET],
  [RELAY_ID, FLEET],
])
const apollo = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } })

/** A gateway, asked with any body by POST and with any parameters by GET. */
async function start(options: Options) {
  const gateway = await startGateway({ world: world(), ...options })
  const ask = async (init: RequestInit, search = '') => {
    const response = await fetch(`${gateway.url}/graphql${search}`, init)
    return { status: response.status, body: await response.json() }
  }
  return {
    ...gateway,
    post: (body: object, headers: Record<string, string> = {}) =>
      ask({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
    get: (parameters: Record<string, string>) =>
      ask({ headers: { 'apollo-require-preflight': '1' } }, `?${new URLSearchParams(parameters)}`),
  }
}
type Started = Awaited<ReturnType<typeof start>>

const refused = (id: string) => ({
  status: 200,
  body: {
    errors: [
      {
        message: `The document ${id} is not in the manifest of trusted documents.`,
        extensions: { code: 'DOCUMENT_NOT_TRUSTED', retryable: false },
      },
    ],
  },
})
const unknown = {
  status: 200,
  body: {
    errors: [
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', retryable: false } },
    ],
  },
}

/** Every way to name a document of the manifest. */
const nameIt: [string, (gateway: Started) => Promise<unknown>][] = [
  ['documentId with a sha256', ({ post }) => post({ documentId: `sha256:${hashOf(FLEET)}`, variables })],
  ['documentId with a name', ({ post }) => post({ documentId: RELAY_ID, variables })],
  ["Apollo's persistedQuery", ({ post }) => post({ ...apollo(hashOf(FLEET)), variables })],
  ["Apollo's persistedQuery with a name", ({ post }) => post({ ...apollo(RELAY_ID), variables })],
  ['its whole text', ({ post }) => post({ query: FLEET, variables })],
  ['its text and its hash', ({ post }) => post({ query: FLEET, documentId: `sha256:${hashOf(FLEET)}`, variables })],
  [
    'documentId by GET',
    ({ get }) => get({ documentId: `sha256:${hashOf(FLEET)}`, variables: JSON.stringify(variables) }),
  ],
  [
    "Apollo's persistedQuery by GET",
    ({ get }) =>
      get({ extensions: JSON.stringify(apollo(hashOf(FLEET)).extensions), variables: JSON.stringify(variables) }),
  ],
]

describe('an enforcing manifest of trusted documents', () => {
  let gateway: Started
  const lines: string[] = []
  beforeAll(async () => {
    gateway = await start({ trustedDocuments: 'enforce', manifest: MANIFEST, log: (line) => lines.push(line) })
  })
  afterAll(() => gateway.stop())
  beforeEach(() => void gateway.calls())

  test.each(nameIt)('runs a document requested by %s', async (_, ask) => {
    expect(await ask(gateway)).toEqual(ANSWER)
  })

  const OTHER = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
  test.each<[string, string, (gateway: Started) => Promise<unknown>]>([
    ['the text of another', hashOf(OTHER), ({ post }) => post({ query: OTHER })],
    ['text that is not even GraphQL', hashOf('{'), ({ post }) => post({ query: '{' }, { accept: 'application/json' })],
    ['one of them with a space more', hashOf(`${FLEET} `), ({ post }) => post({ query: `${FLEET} `, variables })],
    ['the hash of another', hashOf(OTHER), ({ post }) => post(apollo(hashOf(OTHER)))],
    ['another with its hash', hashOf(OTHER), ({ post }) => post({ query: OTHER, ...apollo(hashOf(OTHER)) })],
    [
      'another with the hash of one of them',
      hashOf(FLEET),
      ({ post }) => post({ query: OTHER, ...apollo(hashOf(FLEET)) }),
    ],
    ['another by GET', hashOf(OTHER), ({ get }) => get({ query: OTHER })],
    ['the documentId of another', 'x-mine:1', ({ post }) => post({ documentId: 'x-mine:1' })],
    [
      'introspection',
      hashOf('{ __schema { types { name } } }'),
      ({ post }) => post({ query: '{ __schema { types { name } } }' }),
    ],
  ])('refuses %s unparsed', async (_, id, ask) => {
    lines.length = 0
    expect(await ask(gateway)).toEqual(refused(id))
    expect(gateway.calls()).toEqual({})
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ msg: 'operation', errors: ['DOCUMENT_NOT_TRUSTED'] }),
    ])
  })

  test.each<[string, object]>([
    ['nothing', { variables }],
    ['a documentId that is not a string', { documentId: 1, variables }],
    ['one of them with the hash of another', { query: FLEET, variables, ...apollo(hashOf(OTHER)) }],
    ['a persistedQuery of another version', { extensions: { persistedQuery: { version: 2, sha256Hash: 1 } } }],
  ])('reports %s as malformed', async (_, body) => {
    expect(await gateway.post(body)).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    })
  })
})

describe('a logging manifest of trusted documents', () => {
  test('runs every document and logs each missing one once', async () => {
    const lines: string[] = []
    const gateway = await start({ trustedDocuments: 'log', manifest: MANIFEST, log: (line) => lines.push(line) })
    const other = 'query Other { __typename }'
    for (const [, ask] of nameIt) expect(await ask(gateway)).toEqual(ANSWER)
    for (const body of [
      { query: other },
      { query: other },
      { query: other, ...apollo(hashOf(other)) },
      apollo(hashOf(other)),
    ])
      expect(await gateway.post(body)).toEqual({ status: 200, body: { data: { __typename: 'Query' } } })
    await gateway.stop()
    expect(lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg !== 'operation')).toEqual([
      expect.objectContaining({
        level: 40,
        msg: 'document is not in the manifest',
        documentId: `sha256:${hashOf(other)}`,
        operation: 'Other',
      }),
    ])
  })
})

describe('automatic persisted queries', () => {
  let gateway: Started
  beforeAll(async () => {
    gateway = await start({})
  })
  afterAll(() => gateway.stop())

  test.each<[string, (id: string) => object]>([
    ["Apollo's persistedQuery", apollo],
    ['documentId', (id) => ({ documentId: `sha256:${id}` })],
  ])('run by %s after they were sent with it once', async (name, named) => {
    const query = `query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } } # ${name}`
    const id = hashOf(query)
    expect(await gateway.post({ ...named(id), variables })).toEqual(unknown)
    expect(await gateway.post({ ...named(id), variables, query })).toEqual(ANSWER)
    expect(await gateway.post({ ...named(id), variables })).toEqual(ANSWER)
    expect(await gateway.get({ documentId: `sha256:${id}`, variables: JSON.stringify(variables) })).toEqual(ANSWER)
  })

  test('are refused under the hash of another document', async () => {
    const id = hashOf('something else')
    expect(await gateway.post({ ...apollo(id), query: FLEET, variables })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST', retryable: false } }] },
    })
    expect(await gateway.post({ ...apollo(id), variables })).toEqual(unknown)
  })

  test('keep the latest documents up to a total size', async () => {
    const large = (index: number) => `{ __typename } # ${index} ${'x'.repeat(95_000)}`
    const ask = (index: number, text: boolean) =>
      gateway.post({ ...apollo(hashOf(large(index))), ...(text && { query: large(index) }) })
    for (let index = 0; index < 110; index++) expect(await ask(index, true)).toMatchObject({ status: 200 })
    expect(await ask(0, false)).toEqual(unknown)
    expect(await ask(109, false)).toEqual({ status: 200, body: { data: { __typename: 'Query' } } })
  })
})
