import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import type { Scenario } from './scenario.ts'

const FILE = new URL('../RESULTS.md', import.meta.url) // seen from dist/

const INTRODUCTION = `# Results

Written by \`npm run bench\`; each part when its scenario last ran. [README.md](README.md) describes the measurements.
`

/** When, on what and of which state of the code something was measured. */
export function circumstances(): string {
  const [{ model = 'unknown processor' } = {}, ...others] = cpus()
  const machine = `${1 + others.length} × ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src') && ' with changes'}`
  const date = new Date().toISOString().replace(/T(\d\d:\d\d).*/, ' $1 UTC')
  // Above the number of processors, somebody else was at work too.
  const load = `load ${loadavg()[0]?.toFixed(1)} before it began`
  return `${date}, commit ${commit}, Node ${process.version}, ${machine}, ${platform()} ${release()} ${arch()}, ${load}`
}

/** Puts a part into RESULTS.md, in place of the one with its title, in the order of the scenarios. */
export function record(scenario: Scenario, text: string, order: readonly Scenario[]): void {
  const [, ...parts] = existsSync(FILE) ? readFileSync(FILE, 'utf8').split(/^(?=## )/m) : []
  const byTitle = new Map(parts.map((part) => [part.slice(3, part.indexOf('\n')), part.trim()]))
  byTitle.set(scenario.title, `## ${scenario.title}\n\n${text}`)
  const sections = order.flatMap(({ title }) => byTitle.get(title) ?? [])
  writeFileSync(FILE, `${[INTRODUCTION.trim(), ...sections].join('\n\n')}\n`)
}
