import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('../../scripts/schema-diff.mjs', import.meta.url))
let repository: string

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: repository, stdio: 'ignore' })
const schema = (fields: string) =>
  writeFileSync(join(repository, 'src/generated/schema.graphql'), `type Query { ${fields} }\nenum Phase { DONE }\n`)
const subgraph = (keys: string) =>
  writeFileSync(
    join(repository, 'src/generated/subgraph.graphql'),
    `type Thing implements Node ${keys} {\n  id: ID!\n}\n`,
  )
const changelog = (unreleased: string) =>
  writeFileSync(
    join(repository, 'CHANGELOG.md'),
    `# Changelog\n\n## [Unreleased]\n\n${unreleased}\n\n## [0.1.0]\n\n- Breaking: of old\n`,
  )
const commit = () => git('commit', '--quiet', '--all', '--message', 'a change')

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: repository })
  return {
    status,
    lines: String(stdout).trimEnd().split('\n').slice(1),
    stdout: String(stdout),
    stderr: String(stderr),
  }
}

// main has two fields and an enum; a branch is checked out.
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'deploygraph-schema-'))
  mkdirSync(join(repository, 'src/generated'), { recursive: true })
  git('init', '--quiet', '--initial-branch', 'main')
  schema('a: Int b(c: Int): Phase')
  subgraph('@key(fields: "id") @key(fields: "name")')
  changelog('### Added')
  git('add', '.')
  commit()
  git('checkout', '--quiet', '-b', 'branch')
})
afterEach(() => rmSync(repository, { recursive: true }))

test('schema:diff reports no change for an unchanged schema', () => {
  expect(run()).toMatchObject({ status: 0, lines: ['  no change'], stderr: '' })
})

test('schema:diff fails on a removed field, committed or not', () => {
  schema('b(c: Int): Phase')
  const gone = { status: 1, lines: ["  breaking: Field 'a' was removed from object type 'Query'"] }
  expect(run()).toMatchObject(gone)
  commit()
  const { stderr, ...rest } = run()
  expect(rest).toMatchObject(gone)
  expect(stderr).toContain('Breaking:')
})

test('schema:diff accepts, and still shows, a breaking change that the changelog announces under Unreleased', () => {
  schema('b(c: Int): Phase')
  changelog('### Removed\n\n- Breaking: `a` is gone, use `b`.')
  expect(run()).toMatchObject({ status: 0, lines: [expect.stringContaining('breaking:')], stderr: '' })
  changelog('### Removed\n\n- Not breaking: it never worked.')
  expect(run()).toMatchObject({ status: 1 })
})

test('schema:diff separates dangerous changes, safe changes and changed descriptions', () => {
  schema('"Now described." a: Int b(c: Int = 1): Phase d: Int')
  expect(run()).toMatchObject({
    status: 0,
    lines: [
      "  dangerous: Default value '1' was added to argument 'c' on field 'Query.b'",
      "  safe: Field 'd' was added to object type 'Query'",
      '  descriptions changed: 1',
    ],
  })
})

test('schema:diff reports a deprecation once, as safe', () => {
  schema('a: Int @deprecated(reason: "No use: use b.") b(c: Int): Phase')
  expect(run()).toMatchObject({ status: 0, lines: ["  safe: Field 'Query.a' is deprecated"] })
  commit()
  git('branch', '--force', 'main')
  schema('a: Int @deprecated(reason: "Of no use: use b.") b(c: Int): Phase')
  expect(run().lines).toEqual([expect.stringMatching(/^ {2}safe: Deprecation reason on field 'Query.a' has changed/)])
})

test('schema:diff ignores fields that main gained after the branch started', () => {
  git('checkout', '--quiet', 'main')
  schema('a: Int b(c: Int): Phase e: Int')
  commit()
  git('checkout', '--quiet', 'branch')
  expect(run()).toMatchObject({ status: 0, lines: ['  no change'] })
})

test('schema:diff compares nothing without a main branch, and fails on a named branch that does not exist', () => {
  git('branch', '--delete', '--force', 'main')
  expect(run()).toMatchObject({ status: 0, stdout: 'Schema not compared: there is no branch main.\n' })
  expect(run('upstream/main')).toMatchObject({
    status: 1,
    stdout: 'Schema not compared: there is no branch upstream/main.\n',
  })
})

test('schema:diff fails when an entity loses a key without an announcement', () => {
  subgraph('@key(fields: "id") @tag(name: "x")')
  const { status, lines } = run()
  expect({ status, lines }).toEqual({
    status: 1,
    lines: ['  breaking: Other subgraphs can no longer name Thing by "name"'],
  })
  subgraph('@key(fields: "name") @key(fields: "id") @key(fields: "number")')
  expect(run().status).toBe(0)
})

test('schema:diff fails when an interface loses a key without an announcement', () => {
  const file = join(repository, 'src/generated/subgraph.graphql')
  writeFileSync(file, 'interface Thing implements Node @key(fields: "id") { id: ID! }\n')
  commit()
  git('branch', '--force', 'main')
  writeFileSync(file, 'interface Thing implements Node { id: ID! }\n')
  expect(run()).toMatchObject({
    status: 1,
    lines: ['  breaking: Other subgraphs can no longer name Thing by "id"'],
  })
})
