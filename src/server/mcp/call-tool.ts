import { quote } from '../../errors.ts'
import type { OperationCaller, RunOperation } from '../live/operations.ts'
import { runDocument } from '../live/run-document.ts'
import type { McpTool } from './tools.ts'
import { marked } from './untrusted.ts'

/** The result of a tool, as MCP has it. */
export interface ToolResult {
  content: { type: 'text'; text: string }[]
  isError?: boolean
  [key: string]: unknown
}

interface AnswerError {
  message: string
  extensions?: { aws?: unknown }
}

const failed = (text: string): ToolResult => ({ content: [{ type: 'text', text }], isError: true })

/**
 * Runs the document of a tool with the rights of its caller. The answer is GraphQL's, as JSON; a text that somebody else
 * may have written is an object with the one member `untrusted`.
 */
export async function callTool(
  run: RunOperation,
  tool: McpTool,
  given: Readonly<Record<string, unknown>>,
  caller: OperationCaller,
  maxBytes: number,
): Promise<ToolResult> {
  const known = Object.keys(tool.inputSchema.properties as object)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined)
    return failed(`Unknown argument ${quote(unknown)}: ${tool.name} takes ${known.join(', ') || 'none'}.`)
  const outcome = await runDocument(run, { query: tool.document, variables: given }, caller)
  if (outcome.kind === 'subscription') return failed('Subscriptions are not served here.')
  const { data, errors } = JSON.parse(outcome.json) as { data?: unknown; errors?: AnswerError[] }
  const text = JSON.stringify({
    data: marked(data, tool.untrusted),
    ...(errors && { errors: errors.map(markedError) }),
  })
  const bytes = Buffer.byteLength(text)
  if (bytes > maxBytes) return failed(`The answer has ${bytes} bytes, at most ${maxBytes} are sent: ask for less.`)
  return { content: [{ type: 'text', text }], ...((data === undefined || data === null) && { isError: true }) }
}

/** An error; a message in AWS's words may repeat what people called a thing. */
function markedError(error: AnswerError): object {
  return error.extensions?.aws === undefined ? error : { ...error, message: { untrusted: error.message } }
}
