import type { BadBody } from '../../src/emulator/bad-bodies.ts'
import { NOW, useGateway } from '../support/gateway.ts'
import { OPERATIONS, policyIn, queryOf, world } from './operations.ts'

const WELL = 'us-well-1'
const actions = Object.keys(OPERATIONS)
const BODIES: BadBody[] = ['no members', 'null entries']
const LISTS = ['policies of a name', 'applications of the feed', 'ids that AWS refuses together']
const cells = [...BODIES.flatMap((body) => actions.map((action) => `${body} ${action}`)), ...actions, ...LISTS]
/** Each cell has its own region, so that nothing cached for one is used for another. */
const regionOf = (cell: string) => `us-sick-${cells.indexOf(cell) + 1}`

const locations = [WELL, ...cells.map(regionOf)].map((region) => ({ name: region, region }))
// Time stands still, so that every cached answer is used.
const gateway = useGateway({ world, locations, cache: true, gatewayClock: () => NOW })

const ask = async (action: string, region: string) => {
  const [field] = OPERATIONS[action] ?? ['']
  const place = field.includes('$arn') ? policyIn : (name: string) => name
  const { data, errors } = await gateway.query(queryOf(field), { sick: place(region), well: place(WELL) })
  return { sick: data.sick, well: data.well, errors }
}

const UNAVAILABLE = { code: 'AWS_UNAVAILABLE', retryable: true }

const spoilt = async <T>(action: string, region: string, body: BadBody, ask: () => Promise<T>): Promise<T> => {
  const [service, operation] = action.split(':')
  const fault = { service, operation, region, body }
  gateway.faults.push(fault)
  const answer = await ask()
  gateway.faults.splice(gateway.faults.indexOf(fault), 1)
  return answer
}

test.each(actions)('the gateway does not remember as absent what %s left out once', async (action) => {
  const region = regionOf(`no members ${action}`)
  const { sick, errors } = await spoilt(action, region, 'no members', () => ask(action, region))
  // A list may be left out where it is empty; a thing may not.
  if (/:Get/.test(action))
    expect(errors).toMatchObject([{ path: ['sick', ...(OPERATIONS[action]?.[1] ?? [])], extensions: UNAVAILABLE }])
  const next = await ask(action, region)
  expect(next.errors).toBeUndefined()
  expect(next.sick).toEqual(next.well)
  expect(sick).not.toEqual(next.well)
})

test('a name is unknown only where AWS returned the list that lacks it', async () => {
  const policies = async (region: string) =>
    gateway.query(`{ lifecyclePolicies(name: "expire", location: "${region}") { nodes { name } } }`)
  const region = regionOf('policies of a name')
  const listed = await spoilt('imagebuilder:ListLifecyclePolicies', region, 'no members', () => policies(region))
  expect([listed.data, listed.errors]).toEqual([{ lifecyclePolicies: { nodes: [] } }, undefined])
  expect((await policies(region)).data).toEqual({ lifecyclePolicies: { nodes: [{ name: 'expire' }] } })

  const feed = (location: string) =>
    gateway.query(`{ activity(filter: { applicationName: "checkout", locations: ["${location}"] }) { nodes { id } } }`)
  const other = regionOf('applications of the feed')
  const shown = await spoilt('appconfig:ListApplications', other, 'no members', () => feed(other))
  expect([shown.data, shown.errors]).toEqual([{ activity: { nodes: [] } }, undefined])
  expect((await feed(WELL)).data.activity.nodes).not.toEqual([])
  expect((await feed(other)).data.activity.nodes).not.toEqual([])
})

test('ids that AWS refuses together are not reported as unknown when the list is missing', async () => {
  const region = regionOf('ids that AWS refuses together')
  const both = () =>
    gateway.query(`{
      a: codeDeployApplication(applicationName: "fleet", location: "${region}") { applicationName }
      b: codeDeployApplication(applicationName: "other", location: "${region}") { applicationName }
    }`)
  const refused = { name: 'InvalidApplicationNameException', message: 'One of them.', status: 400 }
  gateway.faults.push({ region, operation: 'BatchGetApplications', times: 1, error: refused })
  const { data, errors } = await spoilt('codedeploy:ListApplications', region, 'no members', both)
  expect(data).toEqual({ a: null, b: null })
  expect(errors).toMatchObject([
    { path: ['a'], extensions: UNAVAILABLE },
    { path: ['b'], extensions: UNAVAILABLE },
  ])
  gateway.faults.splice(0)
  const next = await both()
  expect([next.data, next.errors]).toEqual([{ a: { applicationName: 'fleet' }, b: null }, undefined])
})

test.each(actions)('null in a list of %s removes only that entry', async (action) => {
  const region = regionOf(`null entries ${action}`)
  const { sick, well, errors } = await spoilt(action, region, 'null entries', () => ask(action, region))
  expect(errors).toBeUndefined()
  expect(sick).toEqual(well)
})

test.each(actions)('the feed of a location is complete as soon as %s returns its list again', async (action) => {
  const region = regionOf(action)
  const feed = async (region: string) => {
    const { data } = await gateway.query(
      'query ($locations: [String!]) { activity(first: 10, filter: { locations: $locations }) { nodes { title phase } problems { code } } }',
      { locations: [region] },
    )
    return data.activity
  }
  await spoilt(action, region, 'no members', () => feed(region))
  const whole = await feed(WELL)
  expect(whole.nodes.length).toBeGreaterThan(2)
  expect(await feed(region)).toEqual(whole)
})
