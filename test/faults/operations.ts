import { readdirSync, readFileSync } from 'node:fs'
import { SERVICES } from '../../src/services.ts'

export { policyIn } from '../imagebuilder/sample.ts'
export { ONLY_IN_FEED, OPERATIONS, sampleWorld as world } from '../support/samples.ts'

/** A query that asks the same in two locations. */
export const queryOf = (field: string): string => {
  const [name, type] = field.includes('$arn') ? ['arn', 'ID'] : ['at', 'String']
  const as = (alias: string) => `${alias}: ${field.replaceAll(`$${name}`, `$${alias}`)}`
  return `query ($sick: ${type}!, $well: ${type}!) { ${as('sick')} ${as('well')} }`
}

/** The operations that the sources of every service send. */
export const sent = SERVICES.flatMap(({ name: service }) => {
  const folder = new URL(`../../src/${service}/`, import.meta.url)
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.ts'))
  const sources = files.map((file) => readFileSync(new URL(file, folder), 'utf8'))
  const names = sources.join().match(/\b(Get|BatchGet|List)\w+(?=Command\b)/g) ?? []
  return [...new Set(names)].map((name) => `${service}:${name}`)
})
