import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { askDemo, SERVED } from './demo-process.ts'
import { pack, tsc } from './packed-package.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'deploygraph-package-'))
const installed = join(folder, 'node_modules/deploygraph')

/** A program of somebody who installed the package. */
const EMBEDDING = `import { type Gateway, createLogger, loadConfig, startGateway } from 'deploygraph'

const config = await loadConfig({ env: { AWS_REGION: 'eu-west-1', PORT: '0' } })
const gateway: Gateway = await startGateway(config, createLogger({ logLevel: 'error' }))
const response = await fetch(gateway.url + '/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ locations { name } }' }),
})
console.log(await response.text())
await gateway.stop()
`

/** Unpacks the package where an installation has it. */
beforeAll(async () => {
  const tarball = await pack(folder, true)
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xf', tarball, '--strip-components=1', '-C', installed])
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'))
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('the package has a licence, an address and what it exports, and no leftovers of the build', () => {
  const { name, license, repository, homepage, exports, bin } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  )
  expect({ name, license }).toEqual({ name: 'deploygraph', license: 'Apache-2.0' })
  expect([repository.url, homepage]).toEqual([expect.stringMatching(/^git\+https:/), expect.stringMatching(/^https:/)])
  for (const path of [...Object.values(exports['.']), bin.deploygraph])
    expect([path, existsSync(join(installed, path as string))]).toEqual([path, true])
  expect(existsSync(join(installed, 'dist/.tsbuildinfo'))).toBe(false)
})

test('npm builds what it packs, and prints nothing of it to its output', () => {
  const { scripts, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const copy = join(folder, 'copy')
  mkdirSync(copy)
  const build = 'echo built && echo built > built'
  writeFileSync(join(copy, 'package.json'), JSON.stringify({ ...manifest, scripts: { ...scripts, build } }))
  const output = execFileSync('npm', ['pack', '--json', '--dry-run'], { cwd: copy, encoding: 'utf8', stdio: 'pipe' })
  expect(JSON.parse(output)).toMatchObject([{ name: 'deploygraph' }])
  expect(existsSync(join(copy, 'built'))).toBe(true)
})

test('every relative link of the README leads to a file of the package', () => {
  const readme = readFileSync(join(installed, 'README.md'), 'utf8')
  const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = '']) => path)
  expect(links.length).toBeGreaterThan(10)
  expect(links.filter((path) => !existsSync(join(installed, path)))).toEqual([])
})

test('versions that are overridden here are pinned for those who install the package', () => {
  const { dependencies, overrides } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const inProduction = Object.keys(overrides).filter((name) => {
    const entry = packages[`node_modules/${name}`]
    return entry && !entry.dev && !entry.devOptional
  })
  expect(inProduction.length).toBeGreaterThan(0)
  for (const name of inProduction) expect([name, dependencies[name]]).toEqual([name, expect.stringMatching(/^\d/)])
})

test('the demo starts from the package in an empty folder, with its pages', async () => {
  const empty = mkdtempSync(join(folder, 'empty-'))
  const { data, pages } = await askDemo(process.execPath, join(installed, 'dist/cli.js'), empty)
  expect(data.activity.nodes).toHaveLength(1)
  expect(pages).toEqual(SERVED)
})

test('a program that embeds the gateway compiles against its types and gets an answer', () => {
  const program = join(folder, 'embedding.mts')
  writeFileSync(program, EMBEDDING)
  symlinkSync(join(root, 'node_modules/@types'), join(dirname(installed), '@types'))
  const options = [
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--strict',
    '--types',
    'node',
    '--skipLibCheck',
    'false',
  ]
  execFileSync(tsc, [...options, '--outDir', join(folder, 'out'), program], { cwd: folder })
  symlinkSync(join(folder, 'node_modules'), join(folder, 'out/node_modules'))
  const answer = execFileSync(process.execPath, [join(folder, 'out/embedding.mjs')], { cwd: folder, encoding: 'utf8' })
  expect(JSON.parse(answer)).toEqual({ data: { locations: [{ name: 'eu-west-1' }] } })
})
