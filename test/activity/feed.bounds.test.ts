import { ago, filtered, gateway } from './filtered.ts'

const CODEDEPLOY = 'services: CODEDEPLOY'
const APPCONFIG = 'services: APPCONFIG'
const IMAGE_BUILDER = 'services: IMAGE_BUILDER'

describe('the filter `within`', () => {
  test.each([
    ['PT1H', ['d-SHOP00004']],
    ['PT4H', ['d-SHOP00004', 'd-SHOP00003']],
    ['PT3H54M', ['d-SHOP00004', 'd-SHOP00003']],
    ['PT3H53M59S', ['d-SHOP00004']],
    ['P2D', ['d-SHOP00004', 'd-SHOP00003', 'd-MAIL00001', 'd-SHOP00002']],
    ['P1W', ['d-SHOP00004', 'd-SHOP00003', 'd-MAIL00001', 'd-SHOP00002', 'd-SHOP00001']],
  ])('keeps the deployments of the last %s', async (within, ids) => {
    expect((await filtered(`${CODEDEPLOY}, within: "${within}"`)).ids).toEqual(ids)
  })

  test('reaches AWS as the start of the range', async () => {
    await gateway.query(
      `{ activity(filter: { ${CODEDEPLOY}, locations: "us-east-1", within: "PT4H" }) { nodes { id } } }`,
    )
    const { input } = gateway.emulator.calls.findLast(({ operation }) => operation === 'ListDeployments') ?? {}
    expect(input).toEqual({ createTimeRange: { start: ago(4) } })
  })

  test('holds together with `since`', async () => {
    const since = (hours: number) => `since: "${ago(hours).toISOString()}"`
    expect((await filtered(`${CODEDEPLOY}, within: "P1D", ${since(1)}`)).ids).toEqual(['d-SHOP00004'])
    expect((await filtered(`${CODEDEPLOY}, within: "PT1H", ${since(100)}`)).ids).toEqual(['d-SHOP00004'])
  })

  test('applies to the deployments of an application', async () => {
    const { data, errors } = await gateway.query(
      'query ($within: Duration) { codeDeployDeployments(applicationName: "shop", filter: { within: $within }) { nodes { deploymentId } } }',
      { within: 'PT5H' },
    )
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployments.nodes).toEqual(
      ['d-SHOP00004', 'd-SHOP00003', 'd-SHOP00002'].map((deploymentId) => ({ deploymentId })),
    )
  })
})

describe('the filter `activeAt`', () => {
  const at = (hours: number) => `activeAt: "${ago(hours).toISOString()}"`

  test.each<[number, string[]]>([
    [0, ['d-SHOP00004']],
    [2, ['d-MAIL00001']],
    [3.7, ['d-SHOP00003', 'd-MAIL00001']],
    [4, ['d-MAIL00001', 'd-SHOP00002']],
    [60, []],
  ])('keeps the CodeDeploy deployments that were running %d hours ago', async (hours, ids) => {
    expect((await filtered(`${CODEDEPLOY}, ${at(hours)}`)).ids).toEqual(ids)
  })

  test('keeps AppConfig deployments and reads no further back than a rollout can take', async () => {
    const { ids, calls } = await filtered(`${APPCONFIG}, ${at(4.7)}`)
    expect(ids).toEqual(['shop01 2', 'mail01 2'])
    // In pages of one: shop01's 3, 2 and 1, which is too old; mail01's 2 and 1.
    expect(calls['appconfig ListDeployments']).toBe(5)
  })

  test('keeps lifecycle executions', async () => {
    expect((await filtered(`${IMAGE_BUILDER}, ${at(4.35)}`)).ids).toEqual(['lce 1', 'lce 3'])
    expect((await filtered(`${IMAGE_BUILDER}, ${at(4)}`)).ids).toEqual(['lce 3'])
  })

  test('holds together with other bounds', async () => {
    expect((await filtered(`${CODEDEPLOY}, ${at(3.7)}, within: "PT4H"`)).ids).toEqual(['d-SHOP00003'])
  })
})

describe('a filter that nothing can match', () => {
  test.each([
    ['within: "P1Y"', 'GRAPHQL_VALIDATION_FAILED', /P1Y/],
    ['within: "-P1D"', 'GRAPHQL_VALIDATION_FAILED', /-P1D/],
    ['within: 60', 'GRAPHQL_VALIDATION_FAILED', /60/],
    [
      `within: "PT1H", until: "${ago(2).toISOString()}"`,
      'BAD_USER_INPUT',
      /^"within" was PT1H, from .*: expected a time before "until"/,
    ],
    [`within: "PT1H", activeAt: "${ago(2).toISOString()}"`, 'BAD_USER_INPUT', /expected a time before "activeAt"/],
    ['applicationName: ""', 'BAD_USER_INPUT', /^"applicationName" was ""/],
  ])('is refused before any AWS call: %s', async (filter, code, message) => {
    gateway.calls()
    const { errors } = await gateway.query(`{ activity(filter: { ${filter} }) { nodes { id } } }`)
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }])
    expect(gateway.calls()).toEqual({})
  })

  test('is refused in a variable', async () => {
    const { errors } = await gateway.query(
      'query ($within: Duration) { activity(filter: { within: $within }) { nodes { id } } }',
      { within: 'P1M' },
    )
    expect(errors).toMatchObject([{ message: expect.stringContaining('P1M'), extensions: { code: 'BAD_USER_INPUT' } }])
  })
})
