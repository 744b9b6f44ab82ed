import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** The official client, connected to a gateway; closed after the test. */
export async function connect(url: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } }))
  clients.push(client)
  return client
}

/** The answer of a tool: its text, and `data` of it. */
export async function call(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { content, isError } = await client.callTool({ name, arguments: given })
  const [first] = content as { type: string; text: string }[]
  const text = first?.text ?? ''
  // biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
  const answer = (text.startsWith('{') ? JSON.parse(text) : {}) as { data?: any; errors?: any[] }
  return { ...answer, isError: isError ?? false, text }
}

/** A request as another client may send it. */
export const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(new URL('/mcp', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

export const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }

export const calling = (name: string, given: object = {}) => ({
  ...{ jsonrpc: '2.0', id: 1, method: 'tools/call' },
  params: { name, arguments: given },
})
