import { assertEnumType, assertInputObjectType, assertInterfaceType } from 'graphql'
import { SERVICES } from '../../src/services.ts'
import { modules, schemaOf } from '../support/sdl.ts'

const schema = schemaOf(modules)
const TITLES = SERVICES.map(({ title }) => title)

const namesIn = (text: string | null | undefined) => TITLES.filter((title) => text?.includes(title))

describe('the description of a phase', () => {
  const phases = assertEnumType(schema.getType('Phase'))

  test.each(
    SERVICES.flatMap(({ title, activity }) => [...activity.phases].map(([status, phase]) => [phase, title, status])),
  )('%s names %s and its status %s', (phase, title, status) => {
    const { description = '' } = phases.getValue(phase) ?? {}
    expect(namesIn(description)).toContain(title)
    expect(description?.split(/\W+/)).toContain(status)
  })
})

const field = schema.getQueryType()?.getFields().activity
const fields = [
  ...(field ? [['Query', field] as const] : []),
  ...['Activity', 'Deployment'].flatMap((name) =>
    Object.values(assertInterfaceType(schema.getType(name)).getFields()).map((field) => [name, field] as const),
  ),
  ...Object.values(assertInputObjectType(schema.getType('ActivityFilter')).getFields()).map(
    (field) => ['ActivityFilter', field] as const,
  ),
]
const several = fields.filter(([, { description }]) => namesIn(description).length > 1)

describe('the description of a field of the feed', () => {
  test('names several services at least in Query.activity', () => {
    expect(several.map(([type, { name }]) => `${type}.${name}`)).toContain('Query.activity')
  })

  test.each(several.map(([type, { name, description }]) => [`${type}.${name}`, description]))(
    '%s names all services, because it names more than one',
    (_, description) => {
      expect(namesIn(description)).toEqual(TITLES)
    },
  )
})
