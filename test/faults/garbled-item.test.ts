import { useGateways } from '../support/gateway.ts'
import { startRawAws } from './raw-aws.ts'

const ID = ['d-GARBLED01', 'd-GARBLED02', 'd-GARBLED03'] as const
const INFO = { applicationName: 'shop', status: 'Succeeded', createTime: 1795165200, completeTime: 1795165260 }

let aws: Awaited<ReturnType<typeof startRawAws>>
const { start, gateway } = useGateways({ cache: true })
let garbled: object
let lines: string[]
beforeEach(async () => {
  lines = []
  aws = await startRawAws(({ body }, response) => {
    const { deploymentIds } = JSON.parse(body) as { deploymentIds: string[] }
    const infos = deploymentIds.map((deploymentId) => ({ ...INFO, deploymentId }))
    const deploymentsInfo = infos.map((info) => (info.deploymentId === ID[1] ? { ...info, ...garbled } : info))
    response.writeHead(200).end(JSON.stringify({ deploymentsInfo }))
  })
  await start({
    locations: [{ name: 'one', region: 'us-east-1', endpoint: aws.endpoint }],
    log: (line) => lines.push(line),
  })
})
afterEach(() => aws.stop())

const ask = () =>
  gateway.query(
    `{ ${ID.map((id, at) => `d${at}: codeDeployDeployment(deploymentId: "${id}", location: "one") { status }`).join(' ')} }`,
  )

test.each<[what: string, member: object]>([
  ['a number in place of a status', { status: 7 }],
  ['a list in place of a structure', { deploymentOverview: [7] }],
  ['a structure in place of a text deep below', { revision: { s3Location: { bucket: {} } } }],
  ['a time that is none', { createTime: 'soon' }],
  ['null in place of its id', { deploymentId: null }],
  ['a number in place of its id', { deploymentId: 7 }],
])('only the deployment with %s is AWS_UNAVAILABLE, and the next request reads it again', async (_, member) => {
  garbled = member
  const { data, errors } = await ask()
  expect(data).toEqual({ d0: { status: 'SUCCEEDED' }, d1: null, d2: { status: 'SUCCEEDED' } })
  expect(errors).toMatchObject([
    {
      path: ['d1'],
      extensions: {
        code: 'AWS_UNAVAILABLE',
        aws: { operation: 'BatchGetDeployments', location: 'one', httpStatus: 200 },
      },
    },
  ])
  expect(aws.requests).toHaveLength(1)

  garbled = {}
  const next = await ask()
  expect(next.errors).toBeUndefined()
  expect(next.data.d1).toEqual({ status: 'SUCCEEDED' })
  // The readable items were cached.
  expect(JSON.parse(aws.requests[1]?.body ?? '')).toEqual({ deploymentIds: [ID[1]] })
})

test('the log names the member of an answer that has the wrong type', async () => {
  garbled = { deploymentOverview: { Failed: '7' } }
  await ask()
  const logged = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'AWS error')
  expect(logged).toMatchObject([{ reason: expect.stringContaining('see deploymentsInfo.deploymentOverview.Failed.') }])
})

test.each<[what: string, garbled: object]>([
  ['a number in place of its status', { status: 7 }],
  ['null in place of its id', { instanceId: null }],
])('only the instance with %s is AWS_UNAVAILABLE, and it is not reported as missing', async (_, member) => {
  const instances = await startRawAws((_, response) => {
    const instancesSummary = [
      { instanceId: 'i-1', status: 'Succeeded' },
      { instanceId: 'i-2', ...member },
    ]
    response.writeHead(200).end(JSON.stringify({ instancesSummary, errorMessage: '' }))
  })
  const at = await start({ locations: [{ name: 'one', region: 'us-east-1', endpoint: instances.endpoint }] })
  try {
    const { data, errors } = await at.query(`{
      deploymentInstances(deploymentId: "d-GARBLED01", instanceIds: ["i-1", "i-2"], location: "one") {
        instances { instanceId } missingInstanceIds
      }
    }`)
    expect(data.deploymentInstances).toEqual({ instances: [{ instanceId: 'i-1' }, null], missingInstanceIds: [] })
    expect(errors).toMatchObject([
      { path: ['deploymentInstances', 'instances', 1], extensions: { code: 'AWS_UNAVAILABLE' } },
    ])
    expect(instances.requests).toHaveLength(1)
  } finally {
    await instances.stop()
  }
})

test.each<[what: string, field: string, items: object[], shown: object[]]>([
  [
    'no integer',
    'appConfigDeployments(applicationId: "app0001", environmentId: "env0001", location: "one") { nodes { deploymentNumber } }',
    [{ DeploymentNumber: 2 }, { DeploymentNumber: 1.5 }, { DeploymentNumber: 'NaN' }],
    [{ deploymentNumber: 2 }],
  ],
  [
    'empty',
    'appConfigApplications(location: "one") { nodes { applicationId } }',
    [{ Id: 'app0001' }, { Id: '' }],
    [{ applicationId: 'app0001' }],
  ],
])('a list is returned without the items whose id is %s', async (_, field, items, nodes) => {
  const lists = await startRawAws((_, response) => response.writeHead(200).end(JSON.stringify({ Items: items })))
  const { query } = await start({ locations: [{ name: 'one', region: 'us-east-1', endpoint: lists.endpoint }] })
  try {
    const { data, errors } = await query(`{ list: ${field} }`)
    expect(errors).toBeUndefined()
    expect(data.list).toEqual({ nodes })
  } finally {
    await lists.stop()
  }
})
