import { readdirSync, readFileSync } from 'node:fs'
import { buildASTSchema, concatAST, type DocumentNode, type GraphQLSchema, parse, visit } from 'graphql'

const folder = new URL('../../schema/', import.meta.url)

/** Every file in schema/, parsed, by its name. */
export const modules: ReadonlyMap<string, DocumentNode> = new Map(
  readdirSync(folder).map((file) => [file, parse(readFileSync(new URL(file, folder), 'utf8'))]),
)

const FEDERATION = ['key', 'shareable', 'cost', 'listSize']

/**
 * The schema of all files together, validated, but for what makes it a subgraph; without the definitions at `except`:
 * "Type.field" or "Enum.VALUE".
 */
export function schemaOf(files: ReadonlyMap<string, DocumentNode>, except?: string): GraphQLSchema {
  let parent = ''
  const drop = ({ name }: { name: { value: string } }) => (`${parent}.${name.value}` === except ? null : undefined)
  const enter = ({ name }: { name: { value: string } }) => {
    parent = name.value
  }
  const document = visit(concatAST([...files.values()]), {
    SchemaExtension: () => null,
    Directive: ({ name }) => (FEDERATION.includes(name.value) ? null : undefined),
    ObjectTypeDefinition: { enter },
    EnumTypeDefinition: { enter },
    FieldDefinition: drop,
    EnumValueDefinition: drop,
  })
  return buildASTSchema(document)
}
