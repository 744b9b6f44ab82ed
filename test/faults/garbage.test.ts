import { isDeepStrictEqual } from 'node:util'
import type { Garbage } from '../../src/emulator/bad-bodies.ts'
import { NOW, startGateway } from '../support/gateway.ts'
import { OPERATIONS, policyIn, queryOf, world } from './operations.ts'

const WELL = 'us-well-1'
const actions = Object.keys(OPERATIONS)
// From the whole body to a member of the diagnostics of an event of a target.
const DEPTHS = [0, 1, 2, 3, 4, 5, 6, 7]
const TYPES = ['number', 'string', 'boolean', 'list', 'object'] as const

/** The member that identifies each item of an operation's output. */
const IDS: Record<string, string> = {
  'codedeploy:BatchGetApplications': 'applicationName',
  'codedeploy:BatchGetDeploymentGroups': 'deploymentGroupName',
  'codedeploy:BatchGetDeployments': 'deploymentId',
  'codedeploy:BatchGetDeploymentTargets': 'targetId',
  'codedeploy:BatchGetDeploymentInstances': 'instanceId',
  'codedeploy:GetDeploymentConfig': 'deploymentConfigName',
  'codedeploy:GetDeploymentInstance': 'instanceId',
  'appconfig:ListApplications': 'Id',
  'appconfig:ListEnvironments': 'Id',
  'appconfig:ListConfigurationProfiles': 'Id',
  'appconfig:ListDeployments': 'DeploymentNumber',
  'appconfig:GetApplication': 'Id',
  'appconfig:GetEnvironment': 'Id',
  'appconfig:GetConfigurationProfile': 'Id',
  'appconfig:GetDeployment': 'DeploymentNumber',
  'appconfig:GetDeploymentStrategy': 'Id',
  'imagebuilder:ListLifecyclePolicies': 'arn',
  'imagebuilder:ListLifecycleExecutions': 'lifecycleExecutionId',
  'imagebuilder:GetLifecyclePolicy': 'arn',
  'imagebuilder:GetLifecycleExecution': 'lifecycleExecutionId',
}

// The feed lists it whole, in the same request, and may have done so before it is asked for.
const LISTED = ['appconfig:GetEnvironment']

const FEED = `activity(first: 10, filter: { locations: [$feedOf] }) {
  nodes { id title phase startedAt } problems { code } }`

// Ids contain the location.
const titles = ({ nodes, ...feed }: { nodes: object[] }) => ({
  ...feed,
  nodes: nodes.map((node) => node && { ...node, id: undefined }),
})

/** Each cell has its own location, so that nothing cached for one is used for another. */
async function gatewayWith(cells: readonly string[]) {
  const regionOf = (cell: string) => `us-sick-${cells.indexOf(cell) + 1}`
  const locations = [WELL, ...cells.map(regionOf)].map((region) => ({ name: region, region }))
  // Time stands still, so that every cached answer is used.
  const gateway = await startGateway({
    ...{ world, locations, cache: true, gatewayClock: () => NOW, maxCost: 1_000_000 },
    // All operations of a depth are read together, which takes long on a busy machine.
    ...{ requestTimeoutMs: 250_000, awsCallTimeoutMs: 60_000 },
  })

  // Variables, so that all cells of an operation share one document.
  const ask = async (action: string, region: string) => {
    const [field] = OPERATIONS[action] ?? ['']
    const place = field.includes('$arn') ? policyIn : (name: string) => name
    const query = queryOf(field).replace('(', '($feedOf: String!, ').replace(/\}$/, `${FEED} }`)
    const { data, errors = [] } = await gateway.query(query, { sick: place(region), well: place(WELL), feedOf: region })
    const codes: unknown[] = errors.map(({ extensions }) => extensions.code)
    return {
      codes: [...codes, ...(data?.activity.problems.map(({ code }: { code: unknown }) => code) ?? [])],
      ...{ feed: data && titles(data.activity), sick: data?.sick, well: data?.well },
    }
  }

  return {
    stop: gateway.stop,
    wellFeed: async () => {
      const { data } = await gateway.query(`query ($feedOf: String!) { ${FEED} }`, { feedOf: WELL })
      return titles(data.activity)
    },
    /** The answers while an operation returns garbage, and afterwards. */
    spoilt: async (cell: string, action: string, body: Garbage) => {
      const [service, operation] = action.split(':')
      const region = regionOf(cell)
      const fault = { service, operation, region, body }
      gateway.faults.push(fault)
      const during = await ask(action, region)
      gateway.faults.splice(gateway.faults.indexOf(fault), 1)
      return { action, during, next: await ask(action, region) }
    },
  }
}

type Outcome = Awaited<ReturnType<(typeof gateway)['spoilt']>>
let gateway: Awaited<ReturnType<typeof gatewayWith>>

/** The mistakes in an outcome, after which this is the feed of the healthy location. */
function faultsOf({ action, during, next }: Outcome, wellFeed: object): object[] {
  const faults = {
    feed: !during.feed && 'null',
    codes: during.codes.filter((code) => code !== 'AWS_UNAVAILABLE'),
    afterwards: next.codes,
    thing: !isDeepStrictEqual(next.sick, next.well) && next.sick,
    feedAfterwards: !isDeepStrictEqual(next.feed, wellFeed) && next.feed,
  }
  const isFree = Object.values(faults).every((fault) => fault === false || (Array.isArray(fault) && fault.length === 0))
  return isFree ? [] : [{ action, ...faults }]
}

describe.each(TYPES)('a response with a %s in place of another type', (type) => {
  const cells = actions.flatMap((action) => DEPTHS.map((depth) => [action, depth].join()))
  beforeAll(async () => {
    gateway = await gatewayWith(cells)
  })
  afterAll(() => gateway.stop())

  test.each(DEPTHS)(
    'is AWS_UNAVAILABLE at the affected field and is not remembered, %i levels below the body',
    async (depth) => {
      const outcomes = await Promise.all(
        actions.map((action) => gateway.spoilt([action, depth].join(), action, { type, depth })),
      )
      const wellFeed = await gateway.wellFeed()
      expect(outcomes.flatMap((outcome) => faultsOf(outcome, wellFeed))).toEqual([])
      // No answer is a list or a plain value, and none has such a member alone.
      if (depth === 0 ? type !== 'object' : depth === 1 && (type === 'number' || type === 'boolean'))
        expect(outcomes.filter(({ action, during }) => during.codes.length === 0 && !LISTED.includes(action))).toEqual(
          [],
        )
    },
  )
})

test('null in place of an id affects neither the feed nor later requests', async () => {
  const cells = Object.keys(IDS)
  gateway = await gatewayWith(cells)
  const outcomes = await Promise.all(
    Object.entries(IDS).map(([action, nullMember]) => gateway.spoilt(action, action, { nullMember })),
  )
  const wellFeed = await gateway.wellFeed()
  await gateway.stop()
  expect(outcomes.flatMap((outcome) => faultsOf(outcome, wellFeed))).toEqual([])
})
