import { parseArgs } from 'node:util'
import { circumstances, partOf, type Run, record } from './results.ts'
import type { Scenario } from './scenario.ts'
import { crowd } from './scenarios/crowd.ts'
import { feed } from './scenarios/feed.ts'
import { growth } from './scenarios/growth.ts'
import { hop } from './scenarios/hop.ts'
import { hostile } from './scenarios/hostile.ts'
import { live } from './scenarios/live.ts'
import { many } from './scenarios/many.ts'
import { memory } from './scenarios/memory.ts'
import { overview } from './scenarios/overview.ts'
import { processes } from './scenarios/processes.ts'
import { profile } from './scenarios/profile.ts'
import { replicas } from './scenarios/replicas.ts'
import { small } from './scenarios/small.ts'
import { steady } from './scenarios/steady.ts'
import { usual, w1 } from './scenarios/w1.ts'

const SCENARIOS = [
  ...[w1, usual, overview, feed, small, live, many, crowd, replicas, processes, hop, hostile, growth, memory, steady],
  profile,
]
const BY_NAME_ALONE = [steady]
const MAX_MINUTES = 15 // for one scenario on a busy machine, on top of --minutes

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '1' },
    rounds: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    smoke: { type: 'boolean', default: false },
  },
})
const { smoke } = values
const runs = positive(values.runs)
const minutes = positive(values.minutes)
const options = { rounds: values.rounds ? positive(values.rounds) : undefined, minutes, smoke }

function positive(text: string): number {
  const number = Number(text)
  if (number > 0) return number
  throw new RangeError(`expected a number above 0, not '${text}'`)
}

function named(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name)
  if (scenario) return scenario
  throw new Error(`no scenario '${name}': ${SCENARIOS.map((one) => one.name).join(', ')}`)
}

/** Runs a scenario, or ends the process when it hangs; the servers end with it. */
async function run(scenario: Scenario): Promise<Run> {
  const most = MAX_MINUTES + (scenario === steady ? minutes : 0)
  const watchdog = setTimeout(() => {
    console.error(`${scenario.name} has not ended within ${most} minutes`)
    process.exit(1)
  }, most * 60_000)
  const begun = circumstances()
  try {
    return { ...(await scenario.run(options)), circumstances: begun }
  } finally {
    clearTimeout(watchdog)
  }
}

const chosen = positionals.length > 0 ? positionals.map(named) : SCENARIOS.filter((one) => !BY_NAME_ALONE.includes(one))
const runnable = chosen.filter(({ name, lacks }) => {
  const reason = lacks?.()
  if (reason) console.log(`${name} is skipped: ${reason}`)
  return !reason
})
const finished = new Map(runnable.map((scenario) => [scenario, [] as Run[]]))
// Every scenario once, then all of them again: the runs of one are minutes apart.
for (let time = 1; time <= runs; time++) {
  for (const [scenario, earlier] of finished) {
    if (time > 1 && scenario.once) continue
    try {
      earlier.push(await run(scenario))
    } catch (error) {
      // The other scenarios are still worth their time.
      console.error(`${scenario.name}, run ${time}:`, error)
      process.exitCode = 1
      continue
    }
    const part = partOf(scenario, earlier)
    console.log(`${part}\n`)
    if (!smoke) record(scenario, part, SCENARIOS)
  }
}
process.exit()
