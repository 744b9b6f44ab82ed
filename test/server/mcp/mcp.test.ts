import { QUESTIONS } from '../../../src/generated/questions.ts'
import { sha256 } from '../../auth/callers.ts'
import { NOW, PATIENT, useGateways } from '../../support/gateway.ts'
import { blocksOf, readPage } from '../../support/pages.ts'
import { call, connect, LIST, post } from './mcp-client.ts'

const { start } = useGateways({ ...PATIENT, mcp: true, gatewayClock: () => NOW })

/** A manifest of these documents. */
const manifestOf = (...documents: string[]) => new Map(documents.map((document) => [sha256(document), document]))

describe('the tools of an assistant', () => {
  test('are the questions of the cookbook, read-only, with a schema for their variables', async () => {
    const client = await connect((await start()).url)
    const { tools } = await client.listTools()
    const names = blocksOf(readPage('docs/cookbook.md'), 'graphql').map((text) => /query (\w+)/.exec(text)?.[1])
    expect(names).toEqual(expect.arrayContaining(tools.map(({ name }) => name)))
    expect(tools).toHaveLength(QUESTIONS.length)
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
    expect(tools.find(({ name }) => name === 'WhyDidItFail')).toMatchObject({
      description: expect.stringContaining('Why did this deployment fail?'),
      inputSchema: {
        type: 'object',
        properties: { deploymentId: { type: 'string' }, location: { type: 'string' } },
        required: ['deploymentId'],
        additionalProperties: false,
      },
    })
  })

  test('answer in JSON, with links to the console', async () => {
    const client = await connect((await start()).url)
    const { data, isError } = await call(client, 'WhyDidItFail', { deploymentId: 'd-M1528KX2M' })
    expect(isError).toBe(false)
    expect(data.codeDeployDeployment).toMatchObject({
      title: { untrusted: 'checkout-api → production' },
      consoleUrl: expect.stringMatching(/^https:/),
    })
  })

  test('are no strangers to a log of documents that are not in the manifest', async () => {
    const lines: string[] = []
    const { url, query } = await start({ trustedDocuments: 'log', log: (line) => lines.push(line) })
    await call(await connect(url), 'Missing')
    const strangers = () => lines.filter((line) => line.includes('document is not in the manifest'))
    expect(strangers()).toEqual([])
    await query('{ locations { name } }')
    expect(strangers()).toHaveLength(1)
  })

  test('are those of the manifest alone where only trusted documents are run', async () => {
    const manifest = manifestOf(
      'query Places { locations { name } }',
      'query { locations { name } }',
      'query One { locations { name } } query Two { locations { name } }',
      'subscription Live { activity { asOf } }',
      'query Misfit { nothing }',
      'query Broken {',
      '',
      'query Endless { locations { ...a } } fragment a on Location { ...a }',
    )
    const client = await connect((await start({ manifest, trustedDocuments: 'enforce' })).url)
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['Places'])
    expect((await call(client, 'Places')).text).toContain('us-east-1')
  })
})

describe('POST /mcp', () => {
  test('is not served unless it is on', async () => {
    expect((await post((await start({ mcp: false })).url, LIST)).status).toBe(404)
  })

  test('holds no connection for notifications', async () => {
    const { url } = await start()
    const answer = await post(url, { jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: {} })
    expect(await answer.text()).toContain('"error"')
  })
})
