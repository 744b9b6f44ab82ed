// npm run schema:diff: what the schema of the working tree changes for a client of the main branch. Exits 1 where
// something breaks and CHANGELOG.md does not say so under [Unreleased], in a line that begins with "Breaking:".
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import { buildSchema } from 'graphql'

const FILE = 'src/generated/schema.graphql'
const ENTITIES = 'src/generated/entities.txt'
const [asked] = process.argv.slice(2)

/** What git prints, or undefined where it refuses. */
function git(...args) {
  try {
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 26,
    }).trim()
  } catch {
    return undefined
  }
}

/** The keys by which other subgraphs may name an entity, and no longer can. */
function lostKeys(before = '', after = '') {
  const keysOf = (sdl) =>
    [...sdl.matchAll(/^(?:type|interface) (\w+)(.*)\{$/gm)].flatMap(([, type, directives]) =>
      [...directives.matchAll(/@key\(fields: "([^"]+)"\)/g)].map(([, fields]) => `${type} by "${fields}"`),
    )
  const kept = new Set(keysOf(after))
  return keysOf(before)
    .filter((key) => !kept.has(key))
    .map((key) => ({ message: `Other subgraphs can no longer name ${key}` }))
}

const branch = (asked ? [asked] : ['origin/main', 'main']).find((name) => git('rev-parse', '--verify', '--quiet', name))
// Where the branch began: what main has gained since then is not missing here. Without history, main as it is.
const fork = branch && (git('merge-base', branch, 'HEAD') ?? branch)
// On main itself, what is not yet committed, or else what the last commit changed.
const isCommitted =
  fork === git('rev-parse', 'HEAD') && git('diff', '--quiet', 'HEAD', '--', FILE, ENTITIES) !== undefined
const base = fork && isCommitted ? (git('rev-parse', 'HEAD^1') ?? fork) : fork
const before = base && git('show', `${base}:${FILE}`)
if (before === undefined) {
  console.log(`Schema not compared: ${branch ? `${branch} has no ${FILE}` : `there is no branch ${asked ?? 'main'}`}.`)
  process.exit(asked ? 1 : 0)
}

const found = await diff(buildSchema(before), buildSchema(readFileSync(FILE, 'utf8')))
// The only directive in a printed schema is @deprecated, whose changes are told as such, too.
const changes = found.filter(({ type }) => !type.startsWith('DIRECTIVE_USAGE'))
const breaking = [
  ...changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking),
  ...lostKeys(git('show', `${base}:${ENTITIES}`), existsSync(ENTITIES) ? readFileSync(ENTITIES, 'utf8') : ''),
]
const dangerous = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Dangerous)
const descriptions = changes.filter(({ type }) => type.includes('DESCRIPTION'))
const safe = changes.filter((change) => ![breaking, dangerous, descriptions].some((group) => group.includes(change)))

console.log(`Schema compared with ${branch}${base === branch ? '' : ` at ${base.slice(0, 7)}`}:`)
if (changes.length === 0 && breaking.length === 0) console.log('  no change')
for (const [title, group] of Object.entries({ breaking, dangerous, safe }))
  for (const { message } of group) console.log(`  ${title}: ${message}`)
if (descriptions.length > 0) console.log(`  descriptions changed: ${descriptions.length}`)

const [, after = ''] = readFileSync('CHANGELOG.md', 'utf8').split('## [Unreleased]\n')
const [unreleased] = after.split(/^## /m, 1)
if (breaking.length > 0 && !/^(- )?Breaking: \S/m.test(unreleased)) {
  console.error(
    'A client of main breaks. Deprecate instead; or say under [Unreleased] of CHANGELOG.md what it is to do,',
  )
  console.error('in a line that begins with "Breaking:".')
  process.exitCode = 1
}
