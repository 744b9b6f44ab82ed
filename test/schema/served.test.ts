import { buildClientSchema, buildSchema, getIntrospectionQuery, printType } from 'graphql'
import { printedSchema } from '../../src/schema.ts'
import { useGateways } from '../support/gateway.ts'

const { start } = useGateways()

test('the served schema is the printed schema plus the subgraph fields', async () => {
  const { query } = await start()
  const { data } = await query(
    getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true, schemaDescription: true }),
  )
  const [whole, publicSchema] = [buildClientSchema(data), buildSchema(printedSchema)]
  expect(whole.description).toBe(publicSchema.description)
  expect(Object.keys(whole.getQueryType()?.getFields() ?? {})).toEqual([
    ...Object.keys(publicSchema.getQueryType()?.getFields() ?? {}),
    ...['_entities', '_service'],
  ])
  const served = whole.getTypeMap()
  const printed = publicSchema.getTypeMap()
  const added = Object.keys(served).filter((name) => !(name in printed))
  expect(added.sort()).toEqual([
    ...['_Any', '_Entity', '_Service'],
    // The arguments of federation's directives.
    ...['ContextFieldValue', 'FieldSet', 'Policy', 'Scope'].map((name) => `federation__${name}`),
    ...['link__Import', 'link__Purpose'],
  ])
  for (const [name, type] of Object.entries(printed)) {
    const text = served[name] && printType(served[name]).replaceAll(/^ {2}_(entities|service)\b.*\n/gm, '')
    expect(text?.replaceAll(/\n+/g, '\n')).toBe(printType(type).replaceAll(/\n+/g, '\n'))
  }
})
