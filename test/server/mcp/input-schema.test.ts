import { specifiedScalarTypes } from 'graphql'
import { sha256 } from '../../auth/callers.ts'
import { PATIENT, useGateways } from '../../support/gateway.ts'
import { connect } from './mcp-client.ts'

const { start } = useGateways({ ...PATIENT, mcp: true })

interface Schema {
  description?: string
  properties?: Record<string, Schema>
  items?: Schema
}

// By an argument, a list of one, a directive, fields of an input object, and as an input object.
const BY_ALL_WAYS = `query Ways($first: Int, $phase: Phase!, $ended: DateTime, $filter: CodeDeployDeploymentFilter, $isShort: Boolean!) {
  activity(first: $first, filter: { phases: [$phase], activeAt: $ended }) { nodes { title reason @skip(if: $isShort) } }
  codeDeployDeployments(filter: $filter) { nodes { title } }
}`

/** The input schemas of all tools, with those of their members: path → schema. */
async function inputs(): Promise<[string, Schema][]> {
  const { url } = await start({ manifest: new Map([[sha256(BY_ALL_WAYS), BY_ALL_WAYS]]) })
  const { tools } = await (await connect(url)).listTools()
  const below = (path: string, { properties = {} }: Schema): [string, Schema][] =>
    Object.entries(properties).flatMap(([name, one]) => [[`${path}.${name}`, one], ...below(`${path}.${name}`, one)])
  return tools.flatMap(({ name, inputSchema }) => below(name, inputSchema as Schema))
}

describe('the input of a tool', () => {
  test('is described by what its document sends it to, and never by a scalar of GraphQL itself', async () => {
    const schemas = await inputs()
    const builtIn = specifiedScalarTypes.map(({ description }) => description ?? '')
    const isUseful = (text: string | undefined) => text && !builtIn.some((one) => text.includes(one))
    expect(schemas.length).toBeGreaterThan(40)
    expect(schemas.filter(([, { description }]) => !isUseful(description))).toEqual([])
    expect(builtIn.filter((one) => JSON.stringify(schemas).includes(one))).toEqual([])
  })

  test.each([
    ['WhyDidItFail.deploymentId', 'The id AWS shows, such as d-A1B2C3111.'],
    ['WhyDidItFail.location', 'Name of a Location. If omitted, all configured locations are queried in parallel.'],
    ['RolledBackBy.number', "The deployment's number; each environment counts from 1."],
    ['RanBefore.before', expect.stringMatching(/createTime|created.* A moment in UTC, written as RFC 3339/is)],
    ['Ways.first', 'How many to return, 1 to 1000.'],
    ['Ways.isShort', 'Skipped when true.'],
    ['Ways.filter', expect.stringMatching(/^Narrows the listing in AWS/)],
    ['Ways.filter.within', expect.stringContaining('An ISO 8601 duration')],
  ])('says what %s is', async (path, description) => {
    expect(new Map(await inputs()).get(path)).toMatchObject({ description })
  })
})
