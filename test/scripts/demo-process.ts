import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The pages of a gateway that has all of them: the statuses of a page and of its script. */
export const SERVED = { '/': [200, 200], '/board': [200, 200] }

/** The statuses of a page and of the script that it loads. */
async function statusesOf(page: URL): Promise<number[]> {
  const response = await fetch(page)
  const [, script = 'no-script'] = /src="([^"]+\.js)"/.exec(await response.text()) ?? []
  return [response.status, (await fetch(new URL(script, page))).status]
}

/**
 * Starts `deploygraph demo` with a Node in a folder, asks it a query, opens its pages and stops it; returns the answer, the
 * statuses of the pages and what it wrote.
 */
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
  const paths = Object.keys(SERVED)
  const statuses = await Promise.all(paths.map((path) => statusesOf(new URL(path, url))))
  demo.kill('SIGINT')
  await closed
  return { data, stderr, pages: Object.fromEntries(paths.map((path, index) => [path, statuses[index]])) }
}
