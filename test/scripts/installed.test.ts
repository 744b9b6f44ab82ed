import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askDemo, SERVED } from './demo-process.ts'
import { nodeOf, npm } from './node-versions.ts'
import { pack } from './packed-package.ts'

const MAJORS = [20, 22, 24]

// What `npx deploygraph` does: the package and what it depends on, from npm's registry, in an empty folder.
const folder = mkdtempSync(join(tmpdir(), 'deploygraph-installed-'))
const installation = mkdtempSync(join(folder, 'installation-'))
let why: string | undefined

beforeAll(async () => {
  const tarball = await pack(folder, false)
  writeFileSync(join(installation, 'package.json'), '{}')
  // One package first: npm waits for each of those that it cannot read, which are all.
  const commands = [
    ['view', 'fastify', 'version'],
    ['install', '--omit=dev', tarball],
  ]
  if (!commands.every((command) => npm(process.execPath, command, installation))) why = 'npm cannot reach its registry'
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true }))

/** A Node of the version; without one it throws in CI, and elsewhere is undefined after a line that says why the test is not run. */
function nodeFor(major: number): string | undefined {
  const node = why ? undefined : nodeOf(major)
  if (node) return node
  const message = `The package on Node ${major}: not tested, ${why ?? 'npm does not have it'}.`
  // biome-ignore lint/style/noProcessEnv: whether a registry must be there belongs to the machine
  if (process.env.CI) throw new Error(message)
  process.stdout.write(`${message}\n`)
  return undefined
}

describe.each(MAJORS)('on Node %i', (major) => {
  test('npm installs the package without a warning about engines', () => {
    const node = nodeFor(major)
    if (!node) return
    const installed = npm(node, ['ci', '--omit=dev', '--dry-run'], installation)
    expect(installed?.stderr).not.toMatch(/EBADENGINE|ERESOLVE/)
  }, 600_000)

  test('the installed command starts the demo with its pages in an empty folder, without a warning of Node', async () => {
    const node = nodeFor(major)
    if (!node) return
    const empty = mkdtempSync(join(folder, 'empty-'))
    const { data, pages, stderr } = await askDemo(node, join(installation, 'node_modules/.bin/deploygraph'), empty)
    expect(data.activity.nodes).toHaveLength(1)
    expect(pages).toEqual(SERVED)
    expect(stderr).not.toMatch(/warning/i)
  }, 600_000)
})
