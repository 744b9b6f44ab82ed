import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actionsOf } from '../../src/cli/commands/actions-of.ts'
import { UsageError } from '../../src/cli/usage-error.ts'
import { SERVICES } from '../../src/services.ts'
import { blocksOf, firstBlock, readPage, sectionsOf } from '../support/pages.ts'
import { run } from './terminals.ts'

const ALL = SERVICES.flatMap(({ name, permissions }) => permissions.map(({ operation }) => `${name}:${operation}`))

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('deploygraph policy prints the actions of the policy of docs/operations.md', async () => {
  const [policy = ''] = blocksOf(readPage('docs/operations.md'), 'json').filter((text) => text.includes('Version'))
  const { code, stdout } = await run('policy')
  const [printed, documented] = [stdout, policy].map((text) => [...JSON.parse(text).Statement[0].Action].sort())
  expect({ code, printed }).toEqual({ code: 0, printed: documented })
})

const recipes = sectionsOf(readPage('docs/cookbook.md'), '## \\d+\\. ').map(({ title, text }) => {
  const [, stated = ''] = /^AWS calls: (.*)/ms.exec(text) ?? []
  const actions = [...stated.matchAll(/`(\w+:\w+)` \d+/g)].map(([, action = '']) => action)
  return [title, firstBlock(text, 'graphql') ?? '', actions] as const
})

test.each(recipes)('the policy of a document allows what it calls: %s', (_, document, calls) => {
  const { actions, mistakes } = actionsOf(document)
  expect(mistakes).toEqual([])
  expect(calls.filter((action) => !actions.includes(action))).toEqual([])
  expect(actions.filter((action) => !ALL.includes(action))).toEqual([])
})

test('the policy of a document has nothing of services that it does not read', () => {
  const { actions } = actionsOf('{ codeDeployDeployments(first: 2) { nodes { deploymentId } } }')
  expect(actions).toEqual(['codedeploy:BatchGetDeployments', 'codedeploy:ListDeployments'])
})

test('the policy of a document that reads a node has what reads one of that type', () => {
  const { actions } = actionsOf('query ($id: ID!) { node(id: $id) { ... on DeploymentGroup { applicationName } } }')
  expect(actions).toContain('codedeploy:BatchGetDeploymentGroups')
})

test('deploygraph policy --documents reads a folder, and names a document that does not fit the schema', async () => {
  const path = join(folder, 'a.graphql')
  writeFileSync(path, '{ locations { name } codeDeployDeployments(first: 2) { nodes { deploymentId } } }')
  const { stdout } = await run('policy', '--documents', folder)
  expect(JSON.parse(stdout).Statement[0].Action).toEqual([
    'codedeploy:BatchGetDeployments',
    'codedeploy:ListDeployments',
  ])
  writeFileSync(path, '{ nothing }')
  await expect(run('policy', '--documents', folder)).rejects.toThrow(`${path}: Cannot query field "nothing"`)
})

describe('the folder of --documents', () => {
  const newFolder = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path)
    return path
  }
  const DOCUMENT = '{ codeDeployDeployments(first: 2) { nodes { deploymentId } } }'

  test('may have folders, whatever they are called, and links to documents', async () => {
    const path = newFolder('nested')
    mkdirSync(join(path, 'queries.graphql'))
    writeFileSync(join(path, 'elsewhere.txt'), DOCUMENT)
    symlinkSync(join(path, 'elsewhere.txt'), join(path, 'queries.graphql', 'latest.gql'))
    const { stdout } = await run('policy', '--documents', path)
    expect(JSON.parse(stdout).Statement[0].Action).toContain('codedeploy:ListDeployments')
  })

  test.each<[string, (path: string) => void, RegExp]>([
    ['is not there', () => undefined, /^--documents: expected a readable folder, found ENOENT$/],
    ['is a file', (path) => writeFileSync(path, DOCUMENT), /^--documents: expected a readable folder, found ENOTDIR$/],
    ['is empty', (path) => mkdirSync(path), /^--documents: expected \*\.graphql files in it, found none$/],
    [
      'has a link to nothing',
      (path) => {
        mkdirSync(path)
        symlinkSync(join(path, 'nothing'), join(path, 'a.graphql'))
      },
      /a\.graphql: expected a readable file, found ENOENT$/,
    ],
    [
      'has a link to a device',
      (path) => {
        mkdirSync(path)
        symlinkSync('/dev/zero', join(path, 'a.graphql'))
      },
      /a\.graphql: expected a file, found something else$/,
    ],
    [
      'has a document that is longer than a gateway reads',
      (path) => {
        mkdirSync(path)
        writeFileSync(join(path, 'a.graphql'), `${DOCUMENT}${' '.repeat(100_000)}`)
      },
      /a\.graphql: expected at most 100000 characters, found 1000\d\d$/,
    ],
    [
      'has a document that is nested without end',
      (path) => {
        mkdirSync(path)
        writeFileSync(join(path, 'a.graphql'), '{a'.repeat(40_000))
      },
      /a\.graphql: The document is nested too deeply\.$/,
    ],
  ])('that %s is a mistake in one sentence', async (name, make, sentence) => {
    const path = join(folder, name)
    make(path)
    const error: unknown = await run('policy', '--documents', path).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(UsageError)
    expect((error as UsageError).message).toMatch(sentence)
  })
})
