import { type Answer, useGateway } from '../support/gateway.ts'
import { company, DEMO_LOCATIONS, deploymentIds } from './company.ts'
import { GATEWAYS, type Service, startSupergraph } from './gateways.ts'

const services = (ids: string[]): Service[] =>
  ids.map((deploymentId, index) => ({
    name: `service ${index}`,
    team: `team ${index % 3}`,
    applicationName: 'shop',
    deploymentGroupName: `group-${index % 40}`,
    deploymentId,
  }))

describe.each(Object.keys(GATEWAYS) as (keyof typeof GATEWAYS)[])('%s', (name) => {
  // Nothing is remembered, so that what is asked second costs what it costs first.
  const deploygraph = useGateway({ world: company('eu-west-1'), locations: DEMO_LOCATIONS, cache: false })
  let supergraph: Awaited<ReturnType<typeof startSupergraph>>
  const list = services(deploymentIds(40))
  beforeAll(async () => {
    supergraph = await startSupergraph(name, deploygraph.url, list)
  })
  beforeEach(() => {
    list.splice(0, list.length, ...services(deploymentIds(40)))
    deploygraph.faults.splice(0)
    deploygraph.calls()
  })
  afterAll(() => supergraph.stop())

  const DEPLOYMENT = '{ deploymentId title phase location { name } targets(first: 1) { nodes { __typename } } }'
  /** deploygraph's own answer for the deployments of the services, and its cost. */
  async function answerFor(selection: string) {
    const fields = list.map(
      ({ deploymentId }, index) => `s${index}: codeDeployDeployment(deploymentId: "${deploymentId}") ${selection}`,
    )
    const { data, errors } = await deploygraph.query(`{ ${fields.join('\n')} }`)
    return { deployments: list.map((_, index) => data[`s${index}`]), errors, calls: deploygraph.calls() }
  }
  const currentDeployments = (data: { services: { currentDeployment: unknown }[] }) =>
    data.services.map(({ currentDeployment }) => currentDeployment)

  test('returns the deployments of services as deploygraph does, with the same AWS calls', async () => {
    const { data, errors } = await supergraph.query(`{ services { name currentDeployment ${DEPLOYMENT} } }`)
    const calls = deploygraph.calls()
    expect(errors).toBeUndefined()
    const direct = await answerFor(DEPLOYMENT)
    expect(data.services.map(({ name }: Service) => name)).toEqual(list.map(({ name }) => name))
    expect(currentDeployments(data)).toEqual(direct.deployments)
    expect(calls).toEqual(direct.calls)
    expect(calls).toMatchObject({ BatchGetDeployments: 2 * 2, ListDeploymentTargets: 40 })
  })

  test('resolves groups by their two names with two AWS calls in each of two locations', async () => {
    const { data, errors } = await supergraph.query('{ services { deploymentGroup { deploymentGroupName id } } }')
    expect(errors).toBeUndefined()
    const expected = list.map(({ deploymentGroupName }) => ({ deploymentGroupName, id: expect.any(String) }))
    expect(data.services).toEqual(expected.map((deploymentGroup) => ({ deploymentGroup })))
    expect(deploygraph.calls()).toEqual({ BatchGetDeploymentGroups: 4 })
  })

  test('adds the owner to the lists of deploygraph without another AWS call', async () => {
    const page = (selection: string) =>
      `{ codeDeployDeployments(first: 2) { nodes { deploymentId application { applicationName ${selection} } } } }`
    const { data, errors } = await supergraph.query(page('service { name team }'))
    const calls = deploygraph.calls()
    expect(errors).toBeUndefined()
    const direct = (await deploygraph.query(page(''))).data.codeDeployDeployments.nodes
    expect(data.codeDeployDeployments.nodes).toEqual(
      direct.map(({ deploymentId, application }: Record<string, object>) => ({
        deploymentId,
        application: { ...application, service: { name: 'service 0', team: 'team 0' } },
      })),
    )
    expect(calls).toEqual(deploygraph.calls())
  })

  test('returns the same answer each time a query goes both ways', async () => {
    const query = `{
      services { team currentDeployment { title } deploymentGroup { id } }
      newest: codeDeployDeployments(first: 1) { nodes { application { service { team } } } }
    }`
    const first = await supergraph.query(query)
    expect(first.errors).toBeUndefined()
    for (let times = 0; times < 3; times++) expect(await supergraph.query(query)).toEqual(first)
  })

  // Hive Gateway adds an error of its own where a field of an entity may not be null and there is no entity.
  const ofDeploygraph = (errors: Answer['errors']) =>
    errors?.filter(({ extensions }) => extensions?.retryable !== undefined)

  test('returns null only for the deployment that AWS does not know or whose id is invalid', async () => {
    list.splice(0, 3, ...services(['d-GONE00001', 'nonsense', 'd-000000002']))
    const { data, errors } = await supergraph.query('{ services { currentDeployment { title } } }')
    expect(currentDeployments(data)).toEqual([null, null, ...Array(38).fill({ title: expect.any(String) })])
    expect(
      ofDeploygraph(errors)?.map(({ message, path, extensions }) => [message, path?.slice(0, 3), extensions]),
    ).toEqual([
      [
        '"deploymentId" was "nonsense": expected an id like "d-A1B2C3D4E".',
        ['services', 1, 'currentDeployment'],
        expect.objectContaining({ code: 'BAD_USER_INPUT', retryable: false }),
      ],
    ])
  })

  test.each([
    ['AWS denies', 'AccessDeniedException', { code: 'AWS_ACCESS_DENIED', retryable: false }],
    ['fails', 'ServiceUnavailableException', { code: 'AWS_UNAVAILABLE', retryable: true }],
  ])('returns nulls with codes for a batch that %s, and the rest of the data', async (_, errorName, expected) => {
    list.splice(0, 40, ...services(deploymentIds(30)))
    const last = new Set(deploymentIds(30).slice(25))
    const isSecond = (input: unknown) => (input as { deploymentIds: string[] }).deploymentIds.some((id) => last.has(id))
    const error = { name: errorName, message: 'not now', status: expected.retryable ? 503 : 400 }
    deploygraph.faults.push({ operation: 'BatchGetDeployments', region: 'eu-west-1', when: isSecond, error })
    const { data, errors } = await supergraph.query('{ services { name currentDeployment { title } } }')
    const direct = await answerFor('{ title }')
    expect(currentDeployments(data)).toEqual(direct.deployments)
    expect(currentDeployments(data).slice(24)).toEqual([{ title: expect.any(String) }, ...Array(5).fill(null)])
    expect(errors?.map(({ path }) => path?.slice(0, 3)).sort()).toEqual(
      [25, 26, 27, 28, 29].map((index) => ['services', index, 'currentDeployment']),
    )
    for (const { message, extensions } of errors ?? []) {
      expect(message).toBe(expected.retryable ? 'not now' : `codedeploy in eu-west-1 denied access (${errorName}).`)
      const aws = { service: 'codedeploy', operation: 'BatchGetDeployments', location: 'eu-west-1', errorName }
      expect(extensions).toMatchObject({ ...expected, aws })
    }
  })

  test('returns null with a code for an unreadable list entry, and the rest of the list', async () => {
    const query =
      '{ codeDeployDeployments(first: 3, location: "eu-west-1") { nodes { deploymentId targets(first: 2) { nodes { __typename } } } } }'
    deploygraph.faults.push({
      operation: 'BatchGetDeploymentTargets',
      error: { name: 'AccessDeniedException', message: 'no' },
    })
    const through = await supergraph.query(query)
    const direct = await deploygraph.query(query)
    expect(through.data).toEqual(direct.data)
    const seen = (answer: typeof direct) =>
      answer.errors?.map(({ path, extensions: { code } }) => JSON.stringify([path, code])).sort()
    expect(seen(through)).toEqual(seen(direct))
    expect(direct.errors?.length).toBeGreaterThan(0)
  })

  test('refuses a flood of references and names the limit', async () => {
    list.splice(0, 40, ...services(deploymentIds(1001)))
    const { data, errors } = await supergraph.query('{ services { currentDeployment { title } } }')
    expect(JSON.stringify(errors)).toContain('expected at most 1000 in one request')
    expect(currentDeployments(data)).toEqual(Array(1001).fill(null))
    expect(deploygraph.calls()).toEqual({})
  })
})
