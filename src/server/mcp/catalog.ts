import type { GraphQLSchema } from 'graphql'
import type { Config } from '../../config.ts'
import { QUESTIONS } from '../../generated/questions.ts'
import { type McpTool, toolOf } from './tools.ts'

type Settings = Pick<Config, 'manifest' | 'trustedDocuments'>

/**
 * All tools, by name: the questions of the cookbook and the documents of the manifest, which come first where two have one name.
 * Where only trusted documents are run, those of the manifest alone.
 */
export function catalogOf(
  schema: GraphQLSchema,
  { manifest, trustedDocuments }: Settings,
): ReadonlyMap<string, McpTool> {
  const trusted = [...new Set(manifest.values())].map((text) => toolOf(schema, text))
  const questions =
    trustedDocuments === 'enforce'
      ? []
      : QUESTIONS.map(({ question, about, document }) => toolOf(schema, document, `${question} ${about}`.trim()))
  const catalog = new Map<string, McpTool>()
  for (const tool of [...trusted, ...questions]) if (tool && !catalog.has(tool.name)) catalog.set(tool.name, tool)
  return catalog
}

/** The texts that tools run, which differ from those of the manifest by what leads on from their answers; none without MCP. */
export const toolDocuments = (schema: GraphQLSchema, config: Settings & Pick<Config, 'mcp'>): string[] =>
  config.mcp && config.trustedDocuments !== 'off'
    ? [...catalogOf(schema, config).values()].map(({ document }) => document)
    : []
