import { jest } from '@jest/globals'
import type { World } from '../../../src/emulator/world.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { KeptLists } from '../../../src/server/execution/ahead/kept-lists.ts'
import { ONE_LOCATION, PATIENT, useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 60 }), locations: ONE_LOCATION, ...PATIENT })

/** A fleet of which one script has printed a password. */
const leakingWorld: World = (region, now) => {
  const world = fleetWorld({ targets: 60 })(region, now)
  const [deployment] = world.codedeploy?.deployments ?? []
  const { target } = deployment ?? {}
  if (deployment && target)
    deployment.target = (id) => {
      const read = target(id)
      const [event] = read?.instanceTarget?.lifecycleEvents ?? []
      if (event?.diagnostics && id.endsWith('07')) event.diagnostics.logTail = 'password=hunter2'
      return read
    }
  return world
}

const FIELDS = {
  states: 'id status',
  times: 'targetId lifecycleEvents { name startedAt durationMs }',
  logs: 'targetId lifecycleEvents { diagnostics { logTail } }',
}

async function answerTo(fields: string, headers: Record<string, string> = {}, url = gateway.url): Promise<string> {
  const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
    deploymentId targets(first: 60) { nodes { ... on InstanceTarget { ${fields} } } totalCount } } }`
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
  return response.text()
}

const taken = jest.spyOn(KeptLists.prototype, 'get')
const keptAnswers = () => taken.mock.results.filter(({ value }) => value !== undefined).length

test('a list whose items are remembered is taken as it was written, per selection, and the bytes are the same', async () => {
  const expected = new Map<string, string>()
  for (const fields of Object.values(FIELDS)) expected.set(fields, await answerTo(fields))
  const repetitions = 6
  for (let round = 0; round < repetitions; round++)
    for (const fields of Object.values(FIELDS)) expect(await answerTo(fields)).toBe(expected.get(fields))
  // The second request compiles the operation, and the one after that may be the one whose list is kept.
  expect(keptAnswers()).toBeGreaterThanOrEqual((repetitions - 3) * Object.keys(FIELDS).length)
})

test('simultaneous answers from one kept list are whole, compressed or not', async () => {
  const expected = await answerTo(FIELDS.logs)
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => answerTo(FIELDS.logs, index % 2 ? { 'accept-encoding': 'identity' } : {})),
  )
  for (const answer of answers) expect(answer).toBe(expected)
})

describe('a list from which a credential was removed', () => {
  const leaking = useGateway({ world: leakingWorld, locations: ONE_LOCATION, ...PATIENT })
  const kept = jest.spyOn(KeptLists.prototype, 'set')

  test('is written again for each request, and a selection without logs is kept', async () => {
    const repetitions = 6
    kept.mockClear()
    for (let round = 0; round < repetitions; round++) {
      const answer = await answerTo(FIELDS.logs, {}, leaking.url)
      expect(answer).toContain('password=[redacted]')
      expect(answer).not.toContain('hunter2')
    }
    expect(kept).not.toHaveBeenCalled()
    for (let round = 0; round < repetitions; round++) await answerTo(FIELDS.times, {}, leaking.url)
    expect(kept).toHaveBeenCalled()
    for (const [, , json] of kept.mock.calls) expect(Buffer.from(json).toString()).not.toContain('redacted')
  })
})

describe('kept lists', () => {
  const itemOf = (bytes: Buffer) => ({ place: { bytes } }) as never
  const item = (length: number) => itemOf(Buffer.alloc(length))
  const SELECTION = {}

  test('belong to a selection and to exactly these items', () => {
    const kept = new KeptLists()
    const items = [item(10), item(10)]
    expect(kept.keyOf(SELECTION, items)).toBeUndefined()
    const key = kept.keyOf(SELECTION, items) ?? 0
    kept.set(key, items, Buffer.from('[1,2]'))
    expect(String(kept.get(key, [...items]))).toBe('[1,2]')
    expect(kept.get(key, items.slice(0, 1))).toBeUndefined()
    expect(kept.get(key, [items[0], item(10)] as never)).toBeUndefined()
    expect(kept.keyOf({}, items)).not.toBe(key)
  })

  test.each([
    ['the AWS answers of their items included', () => [item(1_000_000)]],
    [
      'an AWS answer of several items counted once',
      () => {
        const answer = Buffer.alloc(1_000_000)
        return [itemOf(answer), itemOf(answer)]
      },
    ],
  ])('take at most 32 MB, %s', (_, list) => {
    const kept = new KeptLists()
    const lists = Array.from({ length: 20 }, list)
    const keys = lists.map((items) => {
      kept.keyOf(SELECTION, items)
      const key = kept.keyOf(SELECTION, items) ?? 0
      kept.set(key, items, Buffer.alloc(1_500_000))
      return key
    })
    const left = lists.flatMap((items, index) => (kept.get(keys[index] ?? 0, items) ? [index] : []))
    expect(left).toEqual([14, 15, 16, 17, 18, 19]) // of 4.7 MB each
  })
})
