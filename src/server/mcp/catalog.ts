import type { GraphQLSchema } from 'graphql'
import type { Config } from '../../config.ts'
import { QUESTIONS } from '../../generated/questions.ts'
import { type McpTool, toolOf, withConsoleUrls } from './tools.ts'

/**
 * All tools, by name: the questions of the cookbook and the documents of the manifest, which come first where two have one name.
 * Where only trusted documents are run, those of the manifest alone.
 */
export function catalogOf(
  schema: GraphQLSchema,
  { manifest, trustedDocuments }: Pick<Config, 'manifest' | 'trustedDocuments'>,
): ReadonlyMap<string, McpTool> {
  const trusted = [...new Set(manifest.values())].map((text) => toolOf(schema, text))
  const questions = QUESTIONS.map(({ question, about, document }) =>
    toolOf(schema, withConsoleUrls(schema, document), `${question} ${about}`),
  )
  const tools = [...trusted, ...(trustedDocuments === 'enforce' ? [] : questions)].flatMap((tool) => tool ?? [])
  const catalog = new Map<string, McpTool>()
  for (const tool of tools) if (!catalog.has(tool.name)) catalog.set(tool.name, tool)
  return catalog
}
