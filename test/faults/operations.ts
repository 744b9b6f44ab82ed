import { SERVICES } from '../../src/services.ts'
import { sourcesOf } from '../support/service-sources.ts'

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
  const names =
    sourcesOf(service)
      .join()
      .match(/\b(Get|BatchGet|List)\w+(?=Command\b)/g) ?? []
  return [...new Set(names)].map((name) => `${service}:${name}`)
})
