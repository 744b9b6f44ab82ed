import { existsSync, readFileSync } from 'node:fs'
import type { Fault } from '../../src/emulator/faults.ts'
import { SERVICES } from '../../src/services.ts'
import { type Options, PATIENT, useGateways } from '../support/gateway.ts'
import { sourcesOf } from '../support/service-sources.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')

/** The code blocks of the README in a language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text)

const [answer, policy, assumeRole, refusal, ...others] = blocks('json').map((text) => JSON.parse(text))

/** An answer without the values that differ from run to run. */
const withoutVarying = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, member) => (key === 'waitedMs' || key === 'requestId' ? '…' : member))

const { start } = useGateways(PATIENT)

async function answerOf(query: string, options: Options) {
  const gateway = await start(options)
  const { status, ...body } = await gateway.query(query)
  expect(status).toBe(200)
  return withoutVarying(body)
}

test('the README shows two queries, the answer to the first, two policies and an error', () => {
  expect(blocks('graphql')).toHaveLength(2)
  expect([answer, policy, assumeRole, refusal, others]).toEqual([
    { data: expect.anything(), extensions: { aws: expect.anything() } },
    expect.objectContaining({ Version: '2012-10-17' }),
    expect.objectContaining({ Version: '2012-10-17' }),
    { errors: [expect.anything()], data: expect.anything() },
    [],
  ])
})

test('the demo answers the first query as the README shows it, at the cost that it states', async () => {
  expect(await answerOf(blocks('graphql')[0] ?? '', { receipt: true })).toEqual(withoutVarying(answer))
})

test('the demo answers the query of the feed without a problem', async () => {
  const { data, errors } = (await answerOf(blocks('graphql')[1] ?? '', {})) as {
    data: { activity: object }
    errors?: unknown
  }
  expect(errors).toBeUndefined()
  expect(data.activity).toMatchObject({ nodes: expect.arrayContaining([expect.anything()]), problems: [] })
})

test('a denied region is one null with an error, as the README shows it', async () => {
  const [{ message, extensions }] = refusal.errors
  const awsMessage = `User: arn:aws:sts::111122223333:assumed-role/reader/ci is ${message.replace('Not', 'not').replace(/\.$/, '')}`
  const fault: Fault = {
    region: extensions.aws.location,
    error: { name: extensions.aws.errorName, message: awsMessage },
  }
  const [, query = ''] = /^This is the answer to `(.*?)`/m.exec(readme) ?? []
  expect(await answerOf(query, { faults: [fault] })).toEqual(withoutVarying(refusal))
})

test('the policy allows exactly the AWS calls that the gateway makes', () => {
  const sources = SERVICES.flatMap(({ name }) => sourcesOf(name))
  const imports = [...sources.join('\n').matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z]+)'/g)]
  const actions = imports.flatMap(([, names = '', service]) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, operation]) => `${service}:${operation}`),
  )
  expect(policy.Statement).toEqual([expect.objectContaining({ Effect: 'Allow', Resource: '*' })])
  expect([...policy.Statement[0].Action].sort()).toEqual([...new Set(actions)].sort())
  expect(actions.length).toBeGreaterThan(0)
  expect(assumeRole.Statement).toEqual([expect.objectContaining({ Effect: 'Allow', Action: 'sts:AssumeRole' })])
})

test('every relative link of the README leads to a file', () => {
  const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = '']) => path)
  expect(links).toContain('CONTRIBUTING.md')
  expect(links.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
})
