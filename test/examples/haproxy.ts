import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../shared/redis-server.ts'
import { readPage } from '../support/pages.ts'
import { until } from '../support/until.ts'

// biome-ignore lint/style/noProcessEnv: where the program is, not a setting of the gateway
const PATH = process.env.HAPROXY_PATH ?? '/usr/sbin/haproxy'

const hasHaproxy = existsSync(PATH)
if (!hasHaproxy)
  process.stderr.write(`${PATH} is not there: the load balancer is not tested; HAPROXY_PATH may name another\n`)

/** `describe` where there is an haproxy. */
export const describeWithHaproxy = hasHaproxy ? describe : describe.skip

const FILE = 'examples/compose/haproxy.cfg'

/** The report of haproxy on the configuration of the example. Throws if it is not valid. */
export const checkedConfiguration = (): string => {
  const file = fileURLToPath(new URL(`../../${FILE}`, import.meta.url))
  return execFileSync(PATH, ['-c', '-f', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Replaces the only place that a pattern matches. */
function replaced(text: string, pattern: RegExp, replacement: string): string {
  expect(text.match(new RegExp(pattern, 'gm'))).toHaveLength(1)
  return text.replace(new RegExp(pattern, 'm'), replacement)
}

/** Starts haproxy with the configuration of the example, but on a free port, and over these gateways. */
export async function startBalancer(gateways: readonly { url: string }[]) {
  const port = await freePort()
  const servers = gateways.map(({ url }, index) => `server gateway-${index + 1} ${new URL(url).host} check`)
  const listening = replaced(readPage(FILE), /^ +bind :4000$/, `    bind 127.0.0.1:${port}`)
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-haproxy-'))
  const file = join(folder, 'haproxy.cfg')
  writeFileSync(file, replaced(listening, /^ +server-template .*$/, servers.map((line) => `    ${line}`).join('\n')))
  const child: ChildProcess = spawn(PATH, ['-q', '-db', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'close')
  const url = `http://127.0.0.1:${port}`
  await until(() =>
    fetch(`${url}/livez`).then(
      ({ ok }) => ok,
      () => child.exitCode !== null,
    ),
  )
  return {
    url,
    stop: async () => {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

export type Balancer = Awaited<ReturnType<typeof startBalancer>>
