import { changes } from './changes.ts'
import { failures } from './failures.ts'
import { rollouts } from './rollouts.ts'

const [gateway = 'http://127.0.0.1:4000'] = process.argv.slice(2)
const HOUR = 3_600_000

console.log('Rolling out:')
for (const line of await rollouts(gateway, new Date(Date.now() - 3 * HOUR))) console.log(`  ${line}`)
console.log('Failed lately:')
for (const line of await failures(gateway, 5)) console.log(`  ${line}`)
console.log('Live, until all that is under way was told:')
for await (const line of changes(gateway)) {
  console.log(`  ${line}`)
  if (line.startsWith('SYNCED')) break // read on for what changes
}
