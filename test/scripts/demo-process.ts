import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Starts `deploygraph demo` with a Node in a folder, asks it a query and stops it; returns the answer and what it wrote. */
export async function askDemo(node: string, cli: string, folder: string) {
  const demo = spawn(node, [cli, 'demo', '--port', '0'], { cwd: folder })
  const closed = once(demo, 'close')
  let stderr = ''
  demo.stderr.on('data', (text) => {
    stderr += text
  })
  let printed = ''
  for await (const chunk of demo.stdout) {
    printed += chunk
    if (/http:\/\/127\.0\.0\.1:\d+/.test(printed)) break
  }
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed) ?? []
  if (!url) throw new Error(`The demo did not start: ${printed}${stderr}`)
  const body = JSON.stringify({ query: '{ activity(first: 1) { nodes { title } } }' })
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const { data } = (await response.json()) as { data: { activity: { nodes: { title: string }[] } } }
  demo.kill('SIGINT')
  await closed
  return { data, stderr }
}
