import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../../src/cli/usage-error.ts'
import { SERVICES } from '../../src/services.ts'
import { run } from './terminals.ts'

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))

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

  test('may have the fragments of a file in others, and those that fragments reach', async () => {
    const path = newFolder('fragments')
    writeFileSync(
      join(path, 'query.graphql'),
      'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { ...Targets } }',
    )
    writeFileSync(
      join(path, 'targets.graphql'),
      'fragment Targets on CodeDeployDeployment { targets(first: 1) { nodes { ...Id } } }',
    )
    writeFileSync(join(path, 'id.graphql'), 'fragment Id on DeploymentTarget { targetId }')
    const { stdout } = await run('policy', '--documents', path)
    const actions = JSON.parse(stdout).Statement[0].Action
    expect(actions).toContain('codedeploy:ListDeploymentTargets')
    expect(actions).not.toContain('codedeploy:ListDeployments')
  })

  test('may be that of the board, which reads all services', async () => {
    const { code, stdout } = await run(
      'policy',
      '--documents',
      fileURLToPath(new URL('../../board/documents', import.meta.url)),
    )
    const actions: string[] = JSON.parse(stdout).Statement[0].Action
    expect(code).toBe(0)
    expect(new Set(actions.map((action) => action.split(':', 1)[0]))).toEqual(new Set(SERVICES.map(({ name }) => name)))
  })

  test.each<[string, (path: string) => void, RegExp]>([
    ['is not there', () => undefined, /^--documents: expected a readable folder or manifest, found ENOENT$/],
    ['is a document', (path) => writeFileSync(path, DOCUMENT), /is a document: expected JSON, found something else$/],
    ['is a device', (path) => symlinkSync('/dev/zero', path), /^--documents: expected a readable folder or manifest, /],
    [
      'has a fragment that no operation reaches',
      (path) => {
        mkdirSync(path)
        writeFileSync(join(path, 'a.graphql'), DOCUMENT)
        writeFileSync(join(path, 'b.graphql'), 'fragment Id on CodeDeployDeployment { deploymentId }')
      },
      /b\.graphql: Fragment "Id" is never used\.$/,
    ],
    [
      'has a fragment twice',
      (path) => {
        mkdirSync(path)
        for (const name of ['a', 'b'])
          writeFileSync(join(path, `${name}.graphql`), '{ node(id: "") { ...Id } } fragment Id on Node { id }')
      },
      /^\S.*b\.graphql: There can be only one fragment named "Id"; .*a\.graphql has it too\.$/,
    ],
    [
      'lacks a fragment',
      (path) => {
        mkdirSync(path)
        writeFileSync(join(path, 'a.graphql'), '{ node(id: "") { ...Id } }')
      },
      /^\S.*a\.graphql: Unknown fragment "Id"\.$/,
    ],
    [
      'has a mistake in a fragment of several operations',
      (path) => {
        mkdirSync(path)
        for (const name of ['a', 'b']) writeFileSync(join(path, `${name}.graphql`), '{ node(id: "") { ...Id } }')
        writeFileSync(join(path, 'c.graphql'), 'fragment Id on Node { nothing }')
      },
      /^\S.*c\.graphql: Cannot query field "nothing" on type "Node"\.$/,
    ],
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

describe('the manifest of --documents', () => {
  const path = join(folder, 'manifest.json')
  const documents = {
    deployments:
      'query { codeDeployDeployments(first: 2) { nodes { ...Id } } } fragment Id on CodeDeployDeployment { deploymentId }',
    applications:
      'query { codeDeployApplications { nodes { ...Id } } } fragment Id on CodeDeployApplication { applicationName }',
  }

  test.each([
    ['Relay', documents],
    [
      'Apollo',
      {
        ...{ format: 'apollo-persisted-query-manifest', version: 1 },
        operations: Object.entries(documents).map(([id, body]) => ({ id, name: id, type: 'query', body })),
      },
    ],
  ])('may be in the format of %s, each document by itself', async (_, manifest) => {
    writeFileSync(path, JSON.stringify(manifest))
    const { stdout } = await run('policy', '--documents', path)
    const actions = JSON.parse(stdout).Statement[0].Action
    expect(actions).toEqual(expect.arrayContaining(['codedeploy:ListApplications', 'codedeploy:ListDeployments']))
  })

  test('names the document with a mistake', async () => {
    writeFileSync(path, JSON.stringify({ good: '{ __typename }', bad: '{ nothing }' }))
    await expect(run('policy', '--documents', path)).rejects.toThrow(`${path}: bad: Cannot query field "nothing"`)
  })
})
