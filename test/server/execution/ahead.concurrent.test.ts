import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, PATIENT, useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 120 }), locations: ONE_LOCATION, ...PATIENT })

const SELECTIONS = [
  'targetId status',
  'id lifecycleEvents { name startedAt }',
  'targetArn lifecycleEvents { status diagnostics { scriptName logTail } }',
]
const DOCUMENTS = [1, 30, 60, 120].flatMap((first) =>
  SELECTIONS.map(
    (fields) =>
      `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: ${first}) { nodes { ... on InstanceTarget { ${fields} } } } } }`,
  ),
)

const send = (query: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(`${gateway.url}/graphql`, {
    ...{ method: 'POST', body: JSON.stringify({ query }), ...(signal && { signal }) },
    headers: { 'content-type': 'application/json', ...headers },
  })

/** A reader that takes its time for each chunk. */
async function readSlowly({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    await new Promise(setImmediate)
  }
  return Buffer.concat(chunks).toString()
}

test('answers that are written at the same time hold nothing of one another, compressed, read slowly or left', async () => {
  // graphql-js executes an operation that is requested for the first time.
  const expected = await Promise.all(DOCUMENTS.map(async (query) => (await send(query)).text()))
  for (const text of expected) expect(text).toContain('"nodes":[{')
  const requests = Array.from({ length: 15 }, () => DOCUMENTS.map((query, index) => ({ query, index }))).flat()
  const answers = await Promise.all(
    requests.map(async ({ query, index }, number) => {
      if (number % 5 === 0) {
        const leaving = new AbortController()
        const left = send(query, {}, leaving.signal).then((response) => response.text())
        setImmediate(() => leaving.abort())
        return left.catch(() => expected[index])
      }
      const response = await send(query, { 'accept-encoding': ['gzip', 'br', 'identity'][number % 3] ?? 'identity' })
      if (response.status === 503) return expected[index] // overloaded: another test's matter
      return number % 2 === 0 ? readSlowly(response) : response.text()
    }),
  )
  for (const [number, answer] of answers.entries()) expect(answer).toBe(expected[requests[number]?.index ?? -1])
})
