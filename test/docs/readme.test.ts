import { existsSync, readFileSync } from 'node:fs'
import type { Fault } from '../../src/emulator/faults.ts'
import { SERVICES } from '../../src/services.ts'
import { type Options, startGateway } from '../support/gateway.ts'
import { sourcesOf } from '../support/service-sources.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')

/** What the README shows in code blocks of a language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text)

const [answer, policy, assumeRole, refusal, ...others] = blocks('json').map((text) => JSON.parse(text))

/** An answer as the README can hold it: without what differs from run to run. */
const lasting = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, member) => (key === 'waitedMs' || key === 'requestId' ? '…' : member))

async function ask(query: string, options: Options) {
  const { query: send, stop } = await startGateway(options)
  const { status, ...body } = await send(query).finally(stop)
  expect(status).toBe(200)
  return lasting(body)
}

test('the README shows two queries, the answer of the first, two policies and a refusal', () => {
  expect(blocks('graphql')).toHaveLength(2)
  expect([answer, policy, assumeRole, refusal, others]).toEqual([
    { data: expect.anything(), extensions: { aws: expect.anything() } },
    expect.objectContaining({ Version: '2012-10-17' }),
    expect.objectContaining({ Version: '2012-10-17' }),
    { errors: [expect.anything()], data: expect.anything() },
    [],
  ])
})

test('the query is answered by the demo as the README shows it, and costs what it says', async () => {
  expect(await ask(blocks('graphql')[0] ?? '', { receipt: true })).toEqual(lasting(answer))
})

test('the feed is answered by the demo without a problem', async () => {
  const { data, errors } = (await ask(blocks('graphql')[1] ?? '', {})) as {
    data: { activity: object }
    errors?: unknown
  }
  expect(errors).toBeUndefined()
  expect(data.activity).toMatchObject({ nodes: expect.arrayContaining([expect.anything()]), problems: [] })
})

test('a region that refuses is one null slot with an error, as the README shows it', async () => {
  const [{ message, extensions }] = refusal.errors
  const told = `User: arn:aws:sts::111122223333:assumed-role/reader/ci is ${message.replace('Not', 'not').replace(/\.$/, '')}`
  const fault: Fault = { region: extensions.aws.location, error: { name: extensions.aws.errorName, message: told } }
  const [, query = ''] = /^This is `(.*)`/m.exec(readme) ?? []
  expect(await ask(query, { faults: [fault] })).toEqual(lasting(refusal))
})

test('the policy allows exactly the AWS calls that the gateway can make', () => {
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

test('what the README links to in this repository is there', () => {
  const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = '']) => path)
  expect(links).toContain('CONTRIBUTING.md')
  expect(links.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
})
