import { type DocumentNode, type GraphQLSchema, Kind, OperationTypeNode, parse, print, validate } from 'graphql'
import { MAX_TOKENS } from '../limits/depth.ts'
import { inputSchemaOf, type JsonSchema } from './input-schema.ts'
import { withLinks } from './links.ts'
import { type Marks, marksOf } from './untrusted.ts'

/** A document as a tool of an assistant. */
export interface McpTool {
  name: string
  description: string
  inputSchema: JsonSchema & { type: 'object' }
  /** The only text that it runs. */
  document: string
  /** The places of its answer that hold text of others. */
  untrusted: Marks
}

/**
 * The tool of a document with one query, whose answer leads to the console and to other tools; undefined for a subscription, where there
 * is not one operation, and for a document that does not fit the schema. `about`: what the document answers, if it is known.
 */
export function toolOf(schema: GraphQLSchema, text: string, about?: string): McpTool | undefined {
  const given = parsed(text)
  if (!given) return undefined
  const operations = given.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.QUERY || !operation.name) return undefined
  if (validate(schema, given).length > 0) return undefined
  const document = withLinks(schema, given)
  const name = operation.name.value
  return {
    name,
    description: about ?? `The trusted document ${name}.`,
    inputSchema: inputSchemaOf(schema, given, operation),
    document: print(document),
    untrusted: marksOf(schema, document),
  }
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens: MAX_TOKENS })
  } catch {
    return undefined // an answer to the client that sends it says why
  }
}
