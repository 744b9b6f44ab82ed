import { useGateways } from '../support/gateway.ts'
import { filtered, gateway } from './filtered.ts'

const APPCONFIG = 'services: APPCONFIG'
const { start } = useGateways()

describe('the filter `applicationName`', () => {
  test('keeps what an application deployed in all services, and lists only its own groups and environments', async () => {
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

  test('matches nothing, without an error, where the service of the application has no such phase', async () => {
    const { data, errors } = await gateway.query(
      '{ activity(filter: { applicationName: "mail", services: APPCONFIG, phases: FAILED }) { nodes { id } } }',
    )
    expect({ data, errors }).toEqual({ data: { activity: { nodes: [] } }, errors: undefined })
  })

  test('reports a misspelt name even where its service has no such phase', async () => {
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

  test('treats a name that CodeDeploy refuses as one that it does not have', async () => {
    const { query } = await start({
      world: () => ({ appconfig: { applications: [{ Id: 'flags01', Name: 'Flags: EU' }] } }),
    })
    const NAMED = `query ($name: String!) {
      activity(filter: { applicationName: $name }) { nodes { id } problems { code } } }`
    const existing = await query(NAMED, { name: 'Flags: EU' })
    const unknown = await query(NAMED, { name: 'Flags: UE' })
    const list = await query('{ codeDeployDeployments(applicationName: "Flags: EU") { nodes { id } } }')
    expect(existing).toMatchObject({ data: { activity: { nodes: [], problems: [] } } })
    expect(existing.errors).toBeUndefined()
    expect(unknown.errors).toMatchObject([{ path: ['activity'], extensions: { code: 'NOT_FOUND' } }])
    expect(list.errors).toMatchObject([{ path: ['codeDeployDeployments'], extensions: { code: 'NOT_FOUND' } }])
  })

  test('reports a problem, not an error, where AWS denies the search for the name', async () => {
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

describe('the filter `isRollback`', () => {
  test('keeps rollbacks if true, and calls CodeDeploy alone', async () => {
    const { ids, calls } = await filtered('isRollback: true')
    expect(ids).toEqual(['d-SHOP00003'])
    expect(calls).toEqual({ 'codedeploy ListDeployments': 1, 'codedeploy BatchGetDeployments': 1 })
  })

  test('keeps everything else if false', async () => {
    const all = (await filtered('within: "P90D"')).ids
    expect((await filtered('isRollback: false, within: "P90D"')).ids).toEqual(all.filter((id) => id !== 'd-SHOP00003'))
  })

  test('applies to lists of deployments and agrees with the field of the same name', async () => {
    const list = (isRollback: boolean) =>
      `codeDeployDeployments(location: "us-east-1", filter: { isRollback: ${isRollback} }) { nodes { deploymentId isRollback } }`
    const { data } = await gateway.query(`{ yes: ${list(true)} no: ${list(false)} }`)
    expect(data.yes.nodes).toEqual([{ deploymentId: 'd-SHOP00003', isRollback: true }])
    expect(data.no.nodes).toHaveLength(4)
    expect(data.no.nodes).not.toContainEqual(expect.objectContaining({ isRollback: true }))
  })
})

describe('running AppConfig deployments', () => {
  const RUNNING = `${APPCONFIG}, phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK]`

  test('are found by the states of environments, with one page of each busy one', async () => {
    const { ids, calls } = await filtered(RUNNING)
    expect(ids).toEqual(['shop01 3'])
    expect(calls).toEqual({
      'appconfig ListApplications': 1,
      'appconfig ListEnvironments': 2,
      'appconfig ListDeployments': 1,
    })
  })

  test('are found in the listings of all environments where finished ones are wanted too', async () => {
    const { ids, calls } = await filtered(`${APPCONFIG}, phases: [IN_PROGRESS, ROLLED_BACK]`)
    expect(ids).toEqual(['shop01 3', 'mail01 2'])
    expect(calls['appconfig ListDeployments']).toBe(5)
  })
})
