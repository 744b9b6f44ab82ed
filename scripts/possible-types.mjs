// Part of npm run codegen: writes what a normalizing cache has to know of the schema to examples/client/generated, for
// docs/clients.md: the types behind each interface and union, and the fields that are connections, by their type.
import { readFileSync, writeFileSync } from 'node:fs'
import { buildSchema, getNamedType, isAbstractType, isObjectType } from 'graphql'

const root = new URL('../', import.meta.url)
const schema = buildSchema(readFileSync(new URL('src/generated/schema.graphql', root), 'utf8'))
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))

const possibleTypes = Object.fromEntries(
  types.filter(isAbstractType).map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]),
)
const connections = Object.fromEntries(
  types
    .filter(isObjectType)
    .map((type) => [
      type.name,
      Object.values(type.getFields())
        .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
        .map(({ name }) => name),
    ])
    .filter(([, names]) => names.length > 0),
)

const write = (name, value) =>
  writeFileSync(new URL(`examples/client/generated/${name}`, root), `${JSON.stringify(value, null, 2)}\n`)
write('possible-types.json', possibleTypes)
write('connections.json', connections)
