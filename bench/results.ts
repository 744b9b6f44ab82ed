import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { claimsTable, worstOf } from './claim.ts'
import type { Report, Scenario } from './scenario.ts'

const FILE = new URL('../RESULTS.md', import.meta.url) // seen from dist/

const INTRODUCTION = `# Results

Written by \`npm run bench\`; each part when its scenario last ran. [README.md](README.md) describes the measurements.
A promise about a ratio is measured in three ways: as the ratio of the medians, which counts, and in brackets as the median of
the ratios of each round and as the ratio of the 20th percentiles.
`

/** One run of a scenario, and what can be said of the machine then. */
export interface Run extends Report {
  circumstances: string
}

/** When, and what else the machine did: with a load above the number of processors, somebody else was at work too. */
export const circumstances = (): string =>
  `${new Date().toISOString().replace(/T(\d\d:\d\d).*/, ' $1 UTC')} at a load of ${loadavg()[0]?.toFixed(1)}`

/** Which state of the code is measured, on what. */
function subject(): string {
  const [{ model = 'unknown processor' } = {}, ...others] = cpus()
  const machine = `${1 + others.length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src') && ' with changes'}`
  return `commit ${commit}, Node ${process.version}, ${machine}, ${platform()} ${release()} ${arch()}`
}

/** The part of a scenario: what was promised as all runs measured it, and the tables of the worst run. */
export function partOf(scenario: Scenario, runs: readonly Run[]): string {
  const claims = runs.map((run) => run.claims)
  const first = claims.flatMap((claims) => claims[0] ?? [])
  const worst = first.length > 0 ? worstOf(first) : runs.length - 1
  const which = `The tables are those of run ${worst + 1}${first.length > 0 ? ', the worst by the first line' : ''}.`
  return [
    `## ${scenario.title}`,
    `${subject()}; begun ${runs.map((run) => run.circumstances).join(', ')}`,
    ...(first.length > 0 ? [claimsTable(claims)] : []),
    ...(runs.length > 1 ? [which] : []),
    runs[worst]?.text,
  ].join('\n\n')
}

/** Puts a part into RESULTS.md, in place of the one with its title, in the order of the scenarios. */
export function record(scenario: Scenario, part: string, order: readonly Scenario[]): void {
  const [, ...parts] = existsSync(FILE) ? readFileSync(FILE, 'utf8').split(/^(?=## )/m) : []
  const byTitle = new Map(parts.map((text) => [text.slice(3, text.indexOf('\n')), text.trim()]))
  byTitle.set(scenario.title, part)
  const sections = order.flatMap(({ title }) => byTitle.get(title) ?? [])
  writeFileSync(FILE, `${[INTRODUCTION.trim(), ...sections].join('\n\n')}\n`)
}
