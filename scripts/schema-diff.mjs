// npm run schema:diff: what the schema of the working tree changes for a client of the main branch. Exits 1 where
// something breaks and CHANGELOG.md does not say so under [Unreleased], in a line that begins with "Breaking:".
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { CriticalityLevel, diff } from '@graphql-inspector/core'
import { buildSchema, Kind, parse, visit } from 'graphql'

const FILE = 'src/generated/schema.graphql'
const SUBGRAPH = 'src/generated/subgraph.graphql'
const [givenBranch] = process.argv.slice(2)

/** The output of git, or undefined if it fails. */
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

/** The `@key`s of a subgraph, as "CodeDeployApplication by applicationName". */
function keysOf(sdl) {
  const keys = new Set()
  if (sdl)
    visit(parse(sdl), {
      Directive({ name, arguments: args }, _key, _parent, _path, ancestors) {
        if (name.value !== 'key') return
        const type = ancestors.findLast((node) => node.kind?.endsWith('Definition'))
        const fields = args.find((argument) => argument.name.value === 'fields')?.value
        if (fields?.kind === Kind.STRING) keys.add(`${type.name.value} by "${fields.value}"`)
      },
    })
  return keys
}

/**
 * The keys by which other subgraphs can no longer name an entity. The inspector compares repeated directives by their
 * position, so it takes keys in another order for changed ones.
 */
function lostKeys(before, after) {
  const remaining = keysOf(after)
  return [...keysOf(before)]
    .filter((key) => !remaining.has(key))
    .map((key) => ({ message: `Other subgraphs can no longer name ${key}` }))
}

const branch = (givenBranch ? [givenBranch] : ['origin/main', 'main']).find((name) =>
  git('rev-parse', '--verify', '--quiet', name),
)
// Where the branch began: what main has gained since then is not missing here. Without history, main as it is.
const fork = branch && (git('merge-base', branch, 'HEAD') ?? branch)
// On main itself, what is not yet committed, or else what the last commit changed.
const isCommitted =
  fork === git('rev-parse', 'HEAD') && git('diff', '--quiet', 'HEAD', '--', FILE, SUBGRAPH) !== undefined
const base = fork && isCommitted ? (git('rev-parse', 'HEAD^1') ?? fork) : fork
const before = base && git('show', `${base}:${FILE}`)
if (before === undefined) {
  console.log(
    `Schema not compared: ${branch ? `${branch} has no ${FILE}` : `there is no branch ${givenBranch ?? 'main'}`}.`,
  )
  process.exit(givenBranch ? 1 : 0)
}

const differences = await diff(buildSchema(before), buildSchema(readFileSync(FILE, 'utf8')))
// The only directive in a printed schema is @deprecated, whose changes are reported as deprecations, too.
const changes = differences.filter(({ type }) => !type.startsWith('DIRECTIVE_USAGE'))
const breaking = [
  ...changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking),
  ...lostKeys(git('show', `${base}:${SUBGRAPH}`), readFileSync(SUBGRAPH, 'utf8')),
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
