import type { World } from '../../../src/emulator/world.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { createSchema } from '../../../src/schema.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'

const { start, gateway } = useGateways({ world: fleetWorld({ targets: 1000, events: 10 }), locations: ONE_LOCATION })

const LONG = 'x'.repeat(90_000)

/** Every field of Query that takes a text, each with all of its texts as one variable. */
function textFields(): string[] {
  const fields = Object.values(createSchema().getQueryType()?.getFields() ?? {})
  return fields.flatMap(({ name, args }) => {
    const texts = args.filter(({ type }) => /^\[?(ID|String)!?\]?!?$/.test(String(type)))
    if (texts.length === 0 || name === '_entities') return []
    const values = args.flatMap(({ name, type }) => {
      if (/^(ID|String)!?$/.test(String(type))) return `${name}: $text`
      if (/^\[(ID|String)!\]/.test(String(type))) return `${name}: [$text, $text]`
      return /^Int!$/.test(String(type)) ? `${name}: 1` : []
    })
    return `${name}(${values.join(', ')}) { __typename }`
  })
}

test.each(textFields())('%s quotes a long text shortened', async (field) => {
  await start()
  const { status, errors = [] } = await gateway.query(`query ($text: ID!) { ${field} }`, {
    text: LONG,
  })
  const answer = await gateway.query(`query ($text: String!) { ${field} }`, { text: LONG })
  for (const { message } of [...errors, ...(answer.errors ?? [])]) expect(message.length).toBeLessThan(1_000)
  expect(status).toBeLessThan(500)
})

test('a response has at most a hundred errors and the number of the others', async () => {
  await start()
  gateway.faults.push({ operation: 'BatchGetDeploymentTargets', error: { name: 'AccessDeniedException' } })
  const { data, errors, extensions } = await gateway.query(
    '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 1000) { nodes { __typename } } } }',
  )
  expect(data.codeDeployDeployment.targets.nodes).toEqual(Array(1000).fill(null))
  expect(errors).toHaveLength(100)
  expect(extensions).toMatchObject({ omittedErrors: 900 })
})

test('a response over the size limit is replaced by an error that says what to request less of', async () => {
  await start({ maxResponseBytes: 100_000 })
  const query = (first: number) =>
    `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: ${first}) { nodes { ... on InstanceTarget {
      targetId lifecycleEvents { name status startedAt } } } } } }`
  expect((await gateway.query(query(10))).errors).toBeUndefined()
  const { data, errors } = await gateway.query(query(1000))
  expect(data).toBeUndefined()
  expect(errors).toEqual([
    {
      message: expect.stringMatching(
        /^The answer has \d+ bytes, at most 100000 are sent: request fewer items or fields\.$/,
      ),
      extensions: { code: 'RESPONSE_TOO_LARGE', retryable: false },
    },
  ])
})

/** A fleet whose scripts log in a language whose characters have three bytes each. */
const foreignWorld: World = (region, now) => {
  const world = fleetWorld({ targets: 50 })(region, now)
  const [deployment] = world.codedeploy?.deployments ?? []
  const { target } = deployment ?? {}
  if (deployment && target)
    deployment.target = (id) => {
      const read = target(id)
      for (const { diagnostics } of read?.instanceTarget?.lifecycleEvents ?? [])
        if (diagnostics) diagnostics.logTail = '完了しました'
      return read
    }
  return world
}

test('the size limit counts bytes, not characters, whether an answer is the first to its query or not', async () => {
  const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 50) { nodes { ... on InstanceTarget {
    lifecycleEvents { diagnostics { logTail } } } } } } }`
  const { url } = await start({ world: foreignWorld })
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  const text = await response.text()
  const [characters, bytes] = [text.length, Buffer.byteLength(text)]
  expect(bytes).toBeGreaterThan(1.2 * characters)
  await start({ world: foreignWorld, maxResponseBytes: bytes - 1 })
  for (let times = 0; times < 4; times++)
    expect((await gateway.query(query)).errors).toMatchObject([
      {
        message: `The answer has ${bytes} bytes, at most ${bytes - 1} are sent: request fewer items or fields.`,
        extensions: { code: 'RESPONSE_TOO_LARGE' },
      },
    ])
  await start({ world: foreignWorld, maxResponseBytes: bytes })
  for (let times = 0; times < 4; times++) expect((await gateway.query(query)).errors).toBeUndefined()
})
