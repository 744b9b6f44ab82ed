import { quote } from '../../errors.ts'
import type { OperationCaller, RunOperation } from '../live/operations.ts'
import { runDocument } from '../live/run-document.ts'
import type { McpTool } from './tools.ts'

/** The result of a tool, as MCP has it. */
export interface ToolResult {
  content: { type: 'text'; text: string }[]
  isError?: boolean
  [key: string]: unknown
}

const failed = (text: string): ToolResult => ({ content: [{ type: 'text', text }], isError: true })

/**
 * Runs the document of a tool with the rights of its caller. The answer is GraphQL's, as JSON; a text that a script wrote
 * is an object with the one member `untrusted`.
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
  const { data, errors } = JSON.parse(outcome.json) as { data?: unknown; errors?: unknown }
  const text = JSON.stringify({ data: marked(data, tool.untrusted), ...(errors !== undefined && { errors }) })
  const bytes = Buffer.byteLength(text)
  if (bytes > maxBytes) return failed(`The answer has ${bytes} bytes, at most ${maxBytes} are sent: ask for less.`)
  return { content: [{ type: 'text', text }], ...((data === undefined || data === null) && { isError: true }) }
}

/** The value with each text under one of the names marked as untrusted. */
function marked(value: unknown, names: ReadonlySet<string>): unknown {
  if (names.size === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => marked(item, names))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      names.has(name) && typeof member === 'string' ? { untrusted: member } : marked(member, names),
    ]),
  )
}
