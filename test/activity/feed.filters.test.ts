import { startGateway } from '../support/gateway.ts'
import { filtered, gateway } from './filtered.ts'

const APPCONFIG = 'services: APPCONFIG'

describe('applicationName is what an application deployed', () => {
  test('of all services, for the calls that its own groups and environments take', async () => {
    const { ids, calls } = await filtered('applicationName: "mail"')
    expect(ids).toEqual(['lce 3', 'd-MAIL00001', 'mail01 2', 'mail01 1'])
    expect(calls).toEqual({
      'codedeploy ListDeploymentGroups': 1,
      'codedeploy ListDeployments': 1,
      'codedeploy BatchGetDeployments': 1,
      'appconfig ListApplications': 1,
      'appconfig ListEnvironments': 1,
      'appconfig ListDeployments': 2,
      'imagebuilder ListLifecyclePolicies': 1,
      'imagebuilder ListLifecycleExecutions': 1,
    })
  })

  test('that one service alone has is no error where the other services are asked too', async () => {
    const { data, errors } = await gateway.query(
      '{ activity(filter: { applicationName: "mail", services: APPCONFIG, phases: FAILED }) { nodes { id } } }',
    )
    expect({ data, errors }).toEqual({ data: { activity: { nodes: [] } }, errors: undefined })
  })

  test('that is misspelt is an error also where its service cannot be in that phase', async () => {
    const { errors } = await gateway.query(
      '{ activity(filter: { applicationName: "mial", services: APPCONFIG, phases: FAILED }) { nodes { id } } }',
    )
    expect(errors).toMatchObject([
      {
        message: 'No application "mial" in us-east-1, eu-west-1.',
        path: ['activity'],
        extensions: { code: 'NOT_FOUND' },
      },
    ])
  })

  test('that CodeDeploy refuses as a name is one that it does not have', async () => {
    const { query, stop } = await startGateway({
      world: () => ({ appconfig: { applications: [{ Id: 'flags01', Name: 'Flags: EU' }] } }),
    })
    const NAMED = `query ($name: String!) {
      activity(filter: { applicationName: $name }) { nodes { id } problems { code } } }`
    const legal = await query(NAMED, { name: 'Flags: EU' })
    const nobodys = await query(NAMED, { name: 'Flags: UE' })
    const list = await query('{ codeDeployDeployments(applicationName: "Flags: EU") { nodes { id } } }').finally(stop)
    expect(legal).toMatchObject({ data: { activity: { nodes: [], problems: [] } } })
    expect(legal.errors).toBeUndefined()
    expect(nobodys.errors).toMatchObject([{ path: ['activity'], extensions: { code: 'NOT_FOUND' } }])
    expect(list.errors).toMatchObject([{ path: ['codeDeployDeployments'], extensions: { code: 'NOT_FOUND' } }])
  })

  test('that may be where AWS cannot be asked is a problem, and no error', async () => {
    gateway.faults.push({
      operation: 'ListApplications',
      service: 'appconfig',
      error: { name: 'AccessDeniedException' },
    })
    const { data, errors } = await gateway.query(
      '{ activity(filter: { applicationName: "mial", locations: "eu-west-1" }) { nodes { id } problems { code } } }',
    )
    gateway.faults.pop()
    expect(errors).toBeUndefined()
    expect(data.activity).toEqual({ nodes: [], problems: [{ code: 'AWS_ACCESS_DENIED' }] })
  })
})

describe('isRollback', () => {
  test('true is what brought an earlier revision back, of CodeDeploy alone', async () => {
    const { ids, calls } = await filtered('isRollback: true')
    expect(ids).toEqual(['d-SHOP00003'])
    expect(calls).toEqual({ 'codedeploy ListDeployments': 1, 'codedeploy BatchGetDeployments': 1 })
  })

  test('false is everything else', async () => {
    const all = (await filtered('within: "P90D"')).ids
    expect((await filtered('isRollback: false, within: "P90D"')).ids).toEqual(all.filter((id) => id !== 'd-SHOP00003'))
  })

  test('holds for lists of deployments, and says so of each', async () => {
    const list = (isRollback: boolean) =>
      `codeDeployDeployments(location: "us-east-1", filter: { isRollback: ${isRollback} }) { nodes { deploymentId isRollback } }`
    const { data } = await gateway.query(`{ yes: ${list(true)} no: ${list(false)} }`)
    expect(data.yes.nodes).toEqual([{ deploymentId: 'd-SHOP00003', isRollback: true }])
    expect(data.no.nodes).toHaveLength(4)
    expect(data.no.nodes).not.toContainEqual(expect.objectContaining({ isRollback: true }))
  })
})

describe('what is under way in AppConfig', () => {
  const RUNNING = `${APPCONFIG}, phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK]`

  test('is found by the states of environments, of which only the busy ones are listed, one page each', async () => {
    const { ids, calls } = await filtered(RUNNING)
    expect(ids).toEqual(['shop01 3'])
    expect(calls).toEqual({
      'appconfig ListApplications': 1,
      'appconfig ListEnvironments': 2,
      'appconfig ListDeployments': 1,
    })
  })

  test('is not found in this way where what has ended is wanted too', async () => {
    const { ids, calls } = await filtered(`${APPCONFIG}, phases: [IN_PROGRESS, ROLLED_BACK]`)
    expect(ids).toEqual(['shop01 3', 'mail01 2'])
    expect(calls['appconfig ListDeployments']).toBe(5)
  })
})
