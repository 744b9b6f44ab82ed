import { setTimeout as sleep } from 'node:timers/promises'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, PATIENT, useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 1000 }), locations: ONE_LOCATION, ...PATIENT })

const documentOf = (first: number, fields: string) =>
  `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: ${first}) { nodes { ... on InstanceTarget { ${fields} } } } } }`

const LOGS = 'targetArn lifecycleEvents { status diagnostics { scriptName logTail } }'
const SELECTIONS = ['targetId status', 'id lifecycleEvents { name startedAt }', LOGS]
const LARGE = documentOf(1000, LOGS)
const SMALLER = [1, 30, 60, 120].flatMap((first) => SELECTIONS.map((fields) => documentOf(first, fields)))
const DOCUMENTS = [LARGE, ...SMALLER]
const ENCODINGS = ['gzip', 'br', 'identity']
const ROUNDS = 15

/** Sends a query again if the gateway is overloaded, as its answer says to do. */
async function send(query: string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`${gateway.url}/graphql`, {
    ...{ method: 'POST', body: JSON.stringify({ query }), ...(signal && { signal }) },
    headers: { 'content-type': 'application/json', ...headers },
  })
  if (response.status !== 503) return response
  await response.text()
  await sleep(1_000)
  return send(query, headers, signal)
}

/** A reader that takes its time for each chunk. */
async function readSlowly({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    await new Promise(setImmediate)
  }
  return Buffer.concat(chunks).toString()
}

/** Sends a query, and leaves before it is answered. */
async function leaveAtOnce(query: string): Promise<void> {
  const leaving = new AbortController()
  const answer = send(query, {}, leaving.signal)
  setImmediate(() => leaving.abort())
  await answer.then(({ body }) => body?.cancel()).catch(() => undefined)
}

/** Sends a query, and leaves after the first part of its answer, which it returns. */
async function leaveAmidAnswer(query: string, headers: Record<string, string>): Promise<string> {
  const leaving = new AbortController()
  const { body } = await send(query, headers, leaving.signal)
  const { value } = (await body?.getReader().read()) ?? {}
  leaving.abort()
  return Buffer.from(value ?? []).toString()
}

test('answers that are written at the same time hold nothing of one another, compressed, read slowly or left', async () => {
  // graphql-js executes an operation that is requested for the first time.
  const expected = await Promise.all(DOCUMENTS.map(async (query) => (await send(query)).text()))
  for (const text of expected) expect(text).toContain('"nodes":[{')
  const parts: string[] = []
  const ask = async (query: string, number: number) => {
    const headers = { 'accept-encoding': ENCODINGS[number % ENCODINGS.length] ?? '' }
    if (number % 5 === 0) await leaveAtOnce(query)
    if (number % 5 === 1) parts.push(await leaveAmidAnswer(LARGE, headers))
    const response = await send(query, headers)
    return number % 2 === 0 ? readSlowly(response) : response.text()
  }
  const queries = Array.from({ length: ROUNDS }, () => DOCUMENTS).flat()
  const answers = await Promise.all(queries.map(ask))
  for (const [number, answer] of answers.entries()) expect(answer).toBe(expected[number % DOCUMENTS.length])
  expect(parts).toHaveLength(queries.length / 5)
  for (const part of parts) {
    expect(part.length).toBeGreaterThan(0)
    expect(part.length).toBeLessThan(Number(expected[0]?.length))
    expect(expected[0]?.startsWith(part)).toBe(true)
  }
})
