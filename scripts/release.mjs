// npm run release -- 1.2.0: makes a release of what is committed on the main branch. Checks and tests it, gives it its
// version in package.json, CHANGELOG.md and the Helm chart, packs it, asks the packed gateway a query, then commits and tags.
// Pushes nothing.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { released } from './release/changelog.mjs'
import { versioned } from './release/chart.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: 'inherit' })
const output = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: 'utf8' }).trim()

/** Installs the package where nothing else is, starts its demo there, asks it for what is rolling out and opens its pages. */
async function smokeTest(tarball) {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-release-'))
  try {
    execFileSync('npm', ['install', '--prefix', folder, '--omit=dev', '--no-audit', '--no-fund', tarball])
    const demo = spawn(join(folder, 'node_modules/.bin/deploygraph'), ['demo', '--port', '0'], { cwd: folder })
    const closed = once(demo, 'close')
    try {
      let printed = ''
      while (!/http:\/\/127\.0\.0\.1:\d+/.test(printed)) printed += (await once(demo.stdout, 'data'))[0]
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ activity(first: 1) { nodes { title } } }' }),
      })
      const { data } = await response.json()
      if (!data?.activity?.nodes?.[0]?.title) throw new Error('The packed gateway does not answer.')
      for (const path of ['/', '/board'])
        if (!(await fetch(url + path)).ok) throw new Error(`The packed gateway does not serve ${path}.`)
    } finally {
      demo.kill()
      await closed
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const [version] = process.argv.slice(2)
if (output('git', 'status', '--porcelain')) throw new Error('Commit or remove what has changed first.')
if (output('git', 'branch', '--show-current') !== 'main') throw new Error('Releases are made of the main branch.')
const changelog = join(root, 'CHANGELOG.md')
const chart = join(root, 'charts/deploygraph/Chart.yaml')
const text = released(readFileSync(changelog, 'utf8'), version, new Date().toISOString().slice(0, 10))

run('npm', 'run', '--silent', 'check')
run('npm', 'test')
run('npm', 'run', '--silent', 'build')
run('npm', 'version', version, '--no-git-tag-version')
writeFileSync(changelog, text)
writeFileSync(chart, versioned(readFileSync(chart, 'utf8'), version))
const tarball = join(root, output('npm', 'pack', '--silent', '--ignore-scripts').split('\n').at(-1))
try {
  await smokeTest(tarball)
} finally {
  rmSync(tarball)
}
run('git', 'commit', '--all', '--message', `release: ${version}`)
run('git', 'tag', '--annotate', `v${version}`, '--message', `deploygraph ${version}`)
console.log(`Tagged v${version}. To publish it: git push --follow-tags`)
