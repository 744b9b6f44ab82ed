import { buildClientSchema, buildSchema, getIntrospectionQuery, printType } from 'graphql'
import { printedSchema } from '../../src/schema.ts'
import { startGateway } from '../support/gateway.ts'

test('the served schema is the printed schema plus the subgraph fields', async () => {
  const { query, stop } = await startGateway()
  const { data } = await query(getIntrospectionQuery({ specifiedByUrl: true, inputValueDeprecation: true }))
  await stop()
  const served = buildClientSchema(data).getTypeMap()
  const printed = buildSchema(printedSchema).getTypeMap()
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
