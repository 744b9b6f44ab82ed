import type { Fault } from '../../src/emulator/faults.ts'
import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateway } from '../support/gateway.ts'
import { useShortestRetryDelays } from '../support/retry-delays.ts'
import { FAILED, failing, unforeseen } from '../support/unforeseen.ts'

useShortestRetryDelays()

const lines: string[] = []
const fleet = fleetWorld({ targets: 2, events: 1 })
const world: World = (region, now) => ({ ...fleet(region, now), appconfig: unforeseen })
const gateway = useGateway({ world, locations: ONE_LOCATION, cache: false, log: (line) => lines.push(line) })
afterEach(() => {
  gateway.faults.length = 0
  lines.length = 0
})

const QUERY = `query Night($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } locations { name } }`
const ask = (id = 'd-FLEET0001') => gateway.query(QUERY, { id })
const locations = [{ name: 'us-east-1' }]

describe('a failed AWS call', () => {
  test.each<[Fault, string, boolean, object]>([
    [{ error: { name: 'ThrottlingException', message: 'Rate exceeded' } }, 'AWS_THROTTLED', true, { attempts: 3 }],
    [{ error: { name: 'TooManyRequestsException', status: 429 } }, 'AWS_THROTTLED', true, { attempts: 3 }],
    [{ error: { name: 'AccessDeniedException' } }, 'AWS_ACCESS_DENIED', false, { attempts: 1 }],
    [{ error: { name: 'ExpiredTokenException' } }, 'AWS_ACCESS_DENIED', false, { attempts: 1 }],
    [{ error: { name: 'UnrecognizedClientException' } }, 'AWS_ACCESS_DENIED', false, { attempts: 1 }],
    [{ error: { name: 'InternalFailure', status: 500 } }, 'AWS_UNAVAILABLE', true, { attempts: 3 }],
    [{ error: { name: 'ServiceUnavailable', status: 503 } }, 'AWS_UNAVAILABLE', true, { attempts: 3 }],
    [{ drop: true }, 'AWS_UNAVAILABLE', true, { attempts: expect.any(Number) }],
    [{ error: { name: 'ValidationException' } }, 'BAD_USER_INPUT', false, { attempts: 1 }],
  ])('with %j is %s at its own field, retryable: %s', async (fault, code, retryable, aws) => {
    gateway.faults.push(fault)
    const { status, data, errors } = await ask()
    expect({ status, data }).toEqual({ status: 200, data: { codeDeployDeployment: null, locations } })
    expect(errors).toHaveLength(1)
    expect(errors?.[0]).toMatchObject({
      path: ['codeDeployDeployment'],
      extensions: {
        code,
        retryable,
        aws: {
          service: 'codedeploy',
          operation: 'BatchGetDeployments',
          location: 'us-east-1',
          ...(fault.error && { errorName: fault.error.name, requestId: expect.any(String) }),
          ...aws,
        },
      },
    })
    gateway.faults.length = 0
    expect((await ask()).data.codeDeployDeployment).toEqual({ status: 'SUCCEEDED' })
  })

  test('is retried without an error in the response', async () => {
    gateway.faults.push({ times: 2, error: { name: 'InternalFailure', status: 500 } })
    const { errors, data } = await ask()
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment).toEqual({ status: 'SUCCEEDED' })
  })

  test('of an unknown kind is masked and logged under the incident in the response', async () => {
    const { data, errors } = await gateway.query(`{ ${failing('us-east-1')} }`)
    expect(data).toEqual({ appConfigEnvironment: FAILED.data })
    const { incident } = errors?.[0]?.extensions ?? {}
    expect(errors?.[0]).toMatchObject({
      message: `Internal error: the gateway's log has the details under incident ${incident}.`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false },
    })
    expect(JSON.stringify(errors)).not.toContain(FAILED.secret)
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ incident, msg: 'unexpected error', path: FAILED.path }),
    )
  })
})

describe('the log', () => {
  test('has one line per operation with its name, milliseconds, AWS calls and error codes', async () => {
    gateway.faults.push({ error: { name: 'AccessDeniedException' } })
    await ask()
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        msg: 'operation',
        operation: 'Night',
        ms: expect.any(Number),
        aws: { 'codedeploy:BatchGetDeployments': 1 },
        errors: ['AWS_ACCESS_DENIED'],
      }),
    ])
  })

  test('contains no variables, headers or log tails', async () => {
    await gateway.query(
      `query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { targets { nodes { ... on DeploymentTarget {
        lifecycleEvents { diagnostics { logTail } } } } } } }`,
      { id: 'd-FLEET0001' },
      { authorization: 'Bearer hush-hush' },
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toMatch(/FLEET0001|hush-hush|stdout/)
  })
})

test.each([
  'query Q($given: Boolean = true) { locations @include(if: $given) { name } }',
  'query Q($given: ID = "abc1234") { appConfigDeployments(applicationId: $given, environmentId: "abc1234") { nodes { id } } }',
])('null for a variable in a non-null position is BAD_USER_INPUT: %s', async (query) => {
  const { status, data, errors } = await gateway.query(query, { given: null })
  expect({ status, data, code: errors?.map(({ extensions }) => extensions.code) }).toEqual({
    status: 200,
    data: undefined,
    code: ['BAD_USER_INPUT'],
  })
  expect(lines).toEqual([expect.stringContaining('"msg":"operation"')])
})
