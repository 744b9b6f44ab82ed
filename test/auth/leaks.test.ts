import type { DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { failing, unforeseen } from '../support/unforeseen.ts'
import { bearer, JWT, SECRET, token } from './callers.ts'

const PLANTED = 'hunter2hunter2'
const lifecycleEvents = [
  {
    lifecycleEventName: 'Install',
    status: 'Failed' as const,
    diagnostics: {
      errorCode: 'ScriptFailed' as const,
      scriptName: 'install.sh',
      message: `Script failed: --password ${PLANTED}`,
      logTail: `[stdout]export DB_PASSWORD=${PLANTED}\n[stdout]postgres://shop:${PLANTED}@db/shop\n[stdout]2 rows\n`,
    },
  },
]
const target: DeploymentTarget = {
  deploymentTargetType: 'InstanceTarget',
  instanceTarget: { targetId: 'i-1', lifecycleEvents },
}
const world: World = () => ({
  codedeploy: {
    deployments: [deploymentOf({ deploymentId: 'd-000000001', computePlatform: 'Server' }, [target])],
  },
  appconfig: unforeseen,
})
const LOGS = `{
  deploymentTargets(deploymentId: "d-000000001", targetIds: ["i-1"]) {
    ... on InstanceTarget { lifecycleEvents { diagnostics { message logTail } } }
  }
  deploymentInstance(deploymentId: "d-000000001", instanceId: "i-1") { lifecycleEvents { diagnostics { message logTail } } }
  deploymentInstances(deploymentId: "d-000000001", instanceIds: ["i-1"]) {
    instances { lifecycleEvents { diagnostics { message logTail } } }
  }
}`

const { start } = useGateways({ world, locations: ONE_LOCATION })

describe('credentials in the logs of scripts', () => {
  // biome-ignore lint/suspicious/noExplicitAny: as answered
  const diagnosticsOf = ({ deploymentTargets, deploymentInstance, deploymentInstances }: Record<string, any>) =>
    [...deploymentTargets, deploymentInstance, ...deploymentInstances.instances].map(
      (one) => one.lifecycleEvents[0].diagnostics,
    )

  test('are redacted in every field that has logs, and the rest stays', async () => {
    const { query } = await start()
    const clean = {
      message: 'Script failed: --password [redacted]',
      logTail: '[stdout]export DB_PASSWORD=[redacted]\n[stdout]postgres://[redacted]@db/shop\n[stdout]2 rows\n',
    }
    for (const _ of ['read', 'remembered']) {
      const { data, errors } = await query(LOGS)
      expect(errors).toBeUndefined()
      expect(diagnosticsOf(data)).toEqual([clean, clean, clean])
    }
  })

  test('stay when SCRUB_LOGS is off', async () => {
    const { query } = await start({ scrubLogs: false })
    const { message, logTail } = lifecycleEvents[0]?.diagnostics ?? {}
    expect(diagnosticsOf((await query(LOGS)).data)).toEqual(Array(3).fill({ message, logTail }))
  })
})

test('secrets in headers, variables, documents, logs, tokens and errors are not logged', async () => {
  const lines: string[] = []
  let isBroken = false
  // An unforeseen error, with properties like those of the errors of libraries.
  const gatewayClock = () => {
    if (!isBroken) return NOW
    const cause = Object.assign(new Error(`token: ${PLANTED}`), { rawPacket: Buffer.from(PLANTED) })
    throw Object.assign(new Error(`connected with password=${PLANTED} to the clock`, { cause }), { secret: PLANTED })
  }
  const options = { auth: JWT, scrubLogs: false, gatewayClock, gatewayElapsed: () => 0 }
  const { query, url, faults } = await start({ ...options, log: (line) => lines.push(line) })
  const good = await token()
  const withSecrets = { ...bearer(good), cookie: `session=${PLANTED}`, 'x-api-key': PLANTED, 'x-other': PLANTED }
  expect(JSON.stringify(await query(LOGS, {}, withSecrets))).toContain(PLANTED)
  const BY_ID = 'query ByName($name: String!) { codeDeployApplication(applicationName: $name) { id } }'
  await query(BY_ID, { name: PLANTED }, withSecrets)
  await query(BY_ID, { name: { [PLANTED]: 1 } }, withSecrets) // not of the variable's type
  await query(`{ ${PLANTED} }`, {}, withSecrets) // not a field
  await query(`{ node(id: "${PLANTED}") { id } }`, {}, withSecrets)
  await query(BY_ID, { name: 'shop' }, bearer(PLANTED))
  await query(BY_ID, { name: 'shop' }, { 'x-api-key': PLANTED })
  await fetch(`${url}/graphql?query=${PLANTED}&variables=${PLANTED}`, { headers: withSecrets })
  await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(good) },
    body: PLANTED,
  })
  faults.push({
    operation: 'BatchGetApplications',
    error: { name: 'AccessDeniedException', message: `secret: ${PLANTED}` },
  })
  await query(BY_ID, { name: 'denied' }, withSecrets)
  faults.splice(0, 1, {
    operation: 'BatchGetApplications',
    error: { name: 'TeapotException', message: `password=${PLANTED}`, status: 418 },
  })
  await query(BY_ID, { name: 'unforeseen' }, withSecrets)
  await query(`{ ${failing('us-east-1')} }`, {}, withSecrets)
  isBroken = true
  const { errors } = await query('{ activity(first: 1, filter: { within: "PT1H" }) { nodes { id } } }', {}, withSecrets)
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
  expect(JSON.stringify(errors)).not.toContain(PLANTED)

  expect(lines.length).toBeGreaterThan(9)
  const unexpected = lines.filter((line) => line.includes('unexpected error'))
  expect(unexpected.some((line) => line.includes('connected with password=[redacted] to the clock'))).toBe(true)
  const [, payload = ''] = good.split('.')
  for (const secret of [PLANTED, good, payload, SECRET])
    expect(lines.filter((line) => line.includes(secret))).toEqual([])
})
