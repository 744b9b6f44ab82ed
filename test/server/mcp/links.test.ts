import { sha256 } from '../../auth/callers.ts'
import { NOW, PATIENT, useGateways } from '../../support/gateway.ts'
import { firstBlock, readPage, sectionsOf } from '../../support/pages.ts'
import { call, connect } from './mcp-client.ts'

const { start } = useGateways({ ...PATIENT, mcp: true, gatewayClock: () => NOW })

const questions = sectionsOf(readPage('docs/cookbook.md').split(/^## Live$/m)[0] ?? '', '## \\d+\\. ').map(
  ({ text }) => {
    const document = firstBlock(text, 'graphql') ?? ''
    const variables: Record<string, unknown> = JSON.parse(firstBlock(text, 'json') ?? '{}')
    return { name: /query (\w+)/.exec(document)?.[1] ?? '', document, variables }
  },
)

/** The names of all members of an answer, at any depth, that are ids, texts or numbers; of `location { name }`, `location`. */
function membersOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === 'location') return [name]
    const isValue = ['string', 'number'].includes(typeof (member?.untrusted?.[0] ?? member))
    return isValue ? [name] : membersOf(member)
  })
}

describe('the answer of a tool', () => {
  test('leads from what failed anywhere to why it failed, by its members alone', async () => {
    const client = await connect((await start()).url)
    const { data } = await call(client, 'FailedAnywhere')
    const [{ deploymentId, location }] = data.activity.nodes.filter((one: object) => 'deploymentId' in one)
    const why = await call(client, 'WhyDidItFail', { deploymentId, location: location.name })
    expect(why.data.codeDeployDeployment).toMatchObject({ deploymentId, failureSummary: expect.anything() })
  })

  test('leads from what failed anywhere to what rolled a configuration back, by its members alone', async () => {
    const client = await connect((await start()).url)
    const { data } = await call(client, 'FailedAnywhere')
    const [{ deploymentNumber: number, location, ...ids }] = data.activity.nodes.filter(
      (one: object) => 'deploymentNumber' in one,
    )
    const { applicationId, environmentId } = ids
    const given = { applicationId, environmentId, number, location: location.name }
    const { data: why } = await call(client, 'RolledBackBy', given)
    expect(why.appConfigDeployment).toMatchObject({ reason: { untrusted: expect.stringContaining('Rolled back') } })
  })

  test('has every value that another tool needs, but for moments', async () => {
    const client = await connect((await start()).url)
    const members = new Set<string>()
    for (const { name, variables } of questions) {
      const { data, errors } = await call(client, name, variables)
      expect({ name, errors }).toEqual({ name, errors: undefined })
      for (const member of membersOf(data)) members.add(member)
    }
    const needed = questions.flatMap(({ document }) => [...document.matchAll(/(\w+): \$\w+/g)].map(([, of = '']) => of))
    expect(needed).toContain('environmentId')
    expect(needed.filter((name) => !members.has(name) && !['createdBefore', 'activeAt'].includes(name))).toEqual([])
  })

  test('has the ids and the place of each deployment, also where the document does not select them', async () => {
    const client = await connect((await start()).url)
    for (const { name, variables } of questions.filter(({ document }) => document.includes('activity('))) {
      const { nodes = [] } = (await call(client, name, variables)).data.activity
      for (const node of nodes) {
        const isNamed = ['deploymentId', 'deploymentNumber', 'lifecycleExecutionId'].some((id) => id in node)
        expect([name, isNamed, node.location.name]).toEqual([name, true, expect.any(String)])
      }
    }
  })

  test('costs as many AWS calls as that of its document without the links', async () => {
    const gateway = await start({ cache: false })
    const client = await connect(gateway.url)
    for (const { name, document, variables } of questions) {
      await gateway.query(document, variables)
      const expected = gateway.calls()
      await call(client, name, variables)
      expect({ name, calls: gateway.calls() }).toEqual({ name, calls: expected })
    }
  })
})

describe('a document of the manifest', () => {
  const manifestOf = (document: string) => new Map([[sha256(document), document]])

  test('leads on too, where only these are run', async () => {
    const document = 'query Latest { codeDeployDeployments(first: 1) { nodes { rawStatus } } }'
    const { url } = await start({ manifest: manifestOf(document), trustedDocuments: 'enforce' })
    const { data } = await call(await connect(url), 'Latest')
    expect(data.codeDeployDeployments.nodes).toEqual([
      {
        rawStatus: expect.any(String),
        deploymentId: expect.stringMatching(/^d-/),
        consoleUrl: expect.stringMatching(/^https:/),
        location: { name: expect.any(String) },
      },
    ])
  })

  test('is run as it stands where it has another use for the name of a link', async () => {
    const document =
      'query Titled { codeDeployDeployments(first: 1) { nodes { consoleUrl: title ...more } } } fragment more on CodeDeployDeployment { deploymentId }'
    const { url } = await start({ manifest: manifestOf(document), trustedDocuments: 'enforce' })
    const { data } = await call(await connect(url), 'Titled')
    expect(data.codeDeployDeployments.nodes).toEqual([
      { consoleUrl: { untrusted: expect.stringContaining(' → ') }, deploymentId: expect.any(String) },
    ])
  })
})
