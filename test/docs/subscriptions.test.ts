import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { idOf, useLiveGateways } from '../live/live-gateway.ts'
import type { ManualTimers } from '../live/manual-timers.ts'
import { goOn, ROLLOUT, STATES } from '../live/rollout.ts'
import { hasCurl } from '../support/curl.ts'
import { codeBlocks, readPage, sectionsOf } from '../support/pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The snippets of the page that subscribe, by the heading and the language. */
const snippets = sectionsOf(readPage('docs/clients.md'), '## ').flatMap(({ title, text: section }) =>
  codeBlocks(section).flatMap(({ language, text }) =>
    text.includes('subscription Watch') ? [{ client: title, language, text }] : [],
  ),
)

const { start } = useLiveGateways(ROLLOUT)
const folder = mkdtempSync(join(tmpdir(), 'deploygraph-subscriptions-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the page subscribes with each client that reads streams', () => {
  expect(snippets.map(({ client }) => client)).toEqual([
    'Apollo Client',
    'urql',
    'graphql-sse',
    'graphql-ws',
    'EventSource',
    'curl',
  ])
})

/** Browsers have these, and Node 20 has them behind a flag. */
const BROWSER: Record<string, string> = {
  EventSource: "import { EventSource } from 'undici'\n",
  'graphql-ws': "import { WebSocket } from 'undici'\nglobalThis.WebSocket = WebSocket\n",
}

/** A snippet as a program that prints. */
async function program({ client, language, text }: (typeof snippets)[number], url: string): Promise<string[]> {
  const contents = text
    .replaceAll(/(http|ws):\/\/127\.0\.0\.1:4000/g, (_, scheme) => url.replace('http', scheme))
    .replaceAll('d-A1B2C3D4E', idOf(0))
  if (language === 'sh') return ['/bin/sh', '-c', contents]
  const outfile = join(folder, `${client.replaceAll(' ', '-')}.mjs`)
  const { errors } = await build({
    stdin: {
      contents: (BROWSER[client] ?? '') + contents,
      loader: 'ts',
      resolveDir: join(root, 'examples/client'),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    outfile,
    logLevel: 'silent',
    conditions: ['import', 'module'],
  })
  expect(errors).toEqual([])
  return [process.execPath, outfile]
}

/** The states that a program prints until it ends by itself, or the data of the events in which they are. */
async function statesOf([command = '', ...args]: string[], timers: ManualTimers): Promise<string[]> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const states: string[] = []
  for await (const line of createInterface(child.stdout)) {
    const { rawStatus, overview } = line.startsWith('data: {')
      ? JSON.parse(line.slice('data: '.length)).data.codeDeployDeployment.deployment
      : {}
    const state = rawStatus ? `${rawStatus} ${overview.succeeded}` : line
    if (!/^\w+ \d+$/.test(state) || state === states.at(-1)) continue
    states.push(state)
    goOn(timers, states.length)
  }
  return states
}

for (const snippet of snippets) {
  if (snippet.client === 'curl' && !hasCurl()) {
    process.stdout.write('docs/clients.md, curl: its subscription is not run, there is no curl.\n')
    continue
  }
  test(`the subscription of ${snippet.client} prints every state until the deployment has ended, and ends`, async () => {
    const { url, timers } = await start()
    expect(await statesOf(await program(snippet, url), timers)).toEqual(STATES)
  })
  // The EventSource of undici does not keep a process running while it waits to connect again.
  if (snippet.language === 'ts' && snippet.client !== 'EventSource')
    test(`the subscription of ${snippet.client} goes on to the end of the deployment when streams are cut`, async () => {
      const { url, timers } = await start({ subscriptionMaxSeconds: 1 })
      expect(await statesOf(await program(snippet, url), timers)).toEqual(STATES)
    })
}
