import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { createSchema } from '../../src/schema.ts'
import { type RandomDocument, randomDocuments, randomNumbers } from '../server/execution/random-documents.ts'
import { each, type Fuzzed, startFuzzed } from './fuzzed.ts'

const COUNT = 10_000
const LONGEST = 1_200 // so that thousands take seconds
const agent = new Agent({ keepAlive: true })
let gateway: Fuzzed
beforeAll(async () => {
  gateway = await startFuzzed()
}, 600_000)
afterAll(() => agent.destroy())

const KNOWN: Record<string, string[]> = {
  location: ['us-east-1'],
  deploymentId: ['d-FLEET0001'],
  applicationName: ['fleet'],
  deploymentGroupName: ['production'],
  targetId: ['i-00000000000000000', 'i-00000000000000001'],
}
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '!',
  '$',
  '@',
  '...',
  '"',
  '"""',
  '#',
  '\\u0000',
  '\\',
  '&',
  '|',
  '=',
]
const WORDS = [
  'query',
  'mutation',
  'subscription',
  'fragment',
  'on',
  '__typename',
  '__schema',
  'true',
  'null',
  '1e999',
  '-0',
]

/** Documents: valid; valid with values that are wrong; with some words that are wrong; anything. */
function* documents(seed: number) {
  const random = randomNumbers(seed)
  const below = (most: number) => Math.floor(random() * most)
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)] as T
  const junk = () => oneOf([oneOf(PIECES), oneOf(WORDS), String.fromCodePoint(below(0xd7ff)), `x${below(1e6)}`])
  const value = (depth = 0): unknown =>
    oneOf([
      () => null,
      () => below(1e9) - 5e8,
      () => random() * 1e300,
      () => random() < 0.5,
      () => junk().repeat(1 + below(50)),
      () => (depth > 3 ? 0 : Array.from({ length: below(5) }, () => value(depth + 1))),
      () => (depth > 3 ? 0 : Object.fromEntries([[junk(), value(depth + 1)]])),
    ])()
  const valid = randomDocuments(createSchema(), seed, (argument) => KNOWN[argument.replace(/s$/, '')] ?? [])
  for (;;) {
    const { query, variables } = valid.next().value as RandomDocument
    if (query.length > LONGEST) continue
    const wrong = () =>
      Object.fromEntries(Object.keys(variables).map((name) => [name, random() < 0.5 ? value() : variables[name]]))
    const broken = () => {
      const words = query.split(/\b/)
      for (let times = 1 + below(4); times > 0; times--) words.splice(below(words.length), below(3), junk())
      return words.join('')
    }
    // Making a valid document takes longer than answering it: each is used for many others.
    yield { query, variables }
    yield { query, variables, operationName: junk() }
    for (let times = 0; times < 6; times++) yield { query, variables: wrong() }
    for (let times = 0; times < 12; times++) yield { query: broken(), variables }
    for (let times = 0; times < 6; times++)
      yield { query: Array.from({ length: below(300) }, junk).join(oneOf(['', ' '])), variables: value() }
    for (let times = 0; times < 4; times++)
      yield { query: value(), variables: value(), operationName: value(), extensions: value() }
  }
}

async function post(body: string): Promise<{ status: number; body: string }> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}/graphql`, { agent, method: 'POST', headers }, (response) =>
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject),
    )
    sent.on('error', reject).end(body)
  })
}

test(`${COUNT} documents, valid, nearly valid and garbage, are answered or refused, and leave nothing behind`, async () => {
  const source = documents(1)
  const kinds = { data: 0, refused: 0 }
  const failures: unknown[] = []
  const ask = async (body: string) => {
    const answer = await post(body)
    const { data, errors } = JSON.parse(answer.body)
    kinds[data ? 'data' : 'refused']++
    const isOurs = (error: { extensions?: { code?: string } }) => error.extensions?.code === 'INTERNAL_SERVER_ERROR'
    if (answer.status >= 500 || errors?.some(isOurs) || (!data && !errors)) failures.push([body, answer])
  }
  const bodies = Array.from({ length: COUNT }, () => JSON.stringify(source.next().value))
  await each(COUNT, 16, (index) => ask(bodies[index] as string))
  // A repeated query is compiled; from the third time on no further memory is needed.
  const again = () => each(COUNT / 10, 16, (index) => ask(bodies[index] as string))
  await again()
  const before = await gateway.heap()
  await again()
  await again()
  expect(failures.slice(0, 3)).toEqual([])
  expect(gateway.complaints()).toEqual([])
  expect(kinds.data).toBeGreaterThan(COUNT / 30)
  expect(kinds.refused).toBeGreaterThan(COUNT / 5)
  expect((await gateway.heap()) / before).toBeLessThan(1.5)
  expect(await gateway.end()).toBe(0)
}, 600_000)
