import { parseArgs } from 'node:util'
import { circumstances, record } from './results.ts'
import { crowd } from './scenarios/crowd.ts'
import { feed } from './scenarios/feed.ts'
import { growth } from './scenarios/growth.ts'
import { hostile } from './scenarios/hostile.ts'
import { memory } from './scenarios/memory.ts'
import { overview } from './scenarios/overview.ts'
import { profile } from './scenarios/profile.ts'
import { small } from './scenarios/small.ts'
import { w1 } from './scenarios/w1.ts'

const SCENARIOS = [w1, overview, feed, small, crowd, hostile, growth, memory, profile]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, minutes: { type: 'string', default: '10' } },
})
const options = { rounds: values.rounds ? Number(values.rounds) : undefined, minutes: Number(values.minutes) }
const names =
  positionals.length > 0 ? positionals : SCENARIOS.map(({ name }) => name).filter((name) => name !== 'memory')
for (const name of names) {
  const scenario = SCENARIOS.find((one) => one.name === name)
  if (!scenario) throw new Error(`no scenario '${name}': ${SCENARIOS.map((one) => one.name).join(', ')}`)
  const text = `${circumstances()}\n\n${await scenario.run(options)}`
  console.log(`## ${scenario.title}\n\n${text}\n`)
  record(scenario, text, SCENARIOS)
}
process.exit()
