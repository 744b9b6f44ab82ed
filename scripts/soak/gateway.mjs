import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const ERROR = 50 // pino's level of it

/** Loaded into the gateway: answers what is held after a full collection. Sockets that are idle keep no process alive, so
 * Node does not list them; they are among the open files, which Linux tells. */
const PROBE = `import { readdirSync } from 'node:fs'
process.on('message', () => {
  gc()
  const { rss, heapUsed } = process.memoryUsage()
  const handles = {}
  for (const name of process.getActiveResourcesInfo()) handles[name] = (handles[name] ?? 0) + 1
  if (process.platform === 'linux') handles['open files'] = readdirSync('/proc/self/fd').length
  process.send({ rss, heapUsed, handles })
})
process.on('disconnect', () => process.exit())`

const LIVE = ['watchers', 'sockets', 'tickers']

/** The counts of live updates in the text of /metrics, of all subscriptions together. */
function liveIn(metrics) {
  const live = Object.fromEntries(LIVE.map((name) => [name, 0]))
  const samples = metrics.matchAll(/^deploygraph_live_(\w+?)(?:\{.*\})? (\S+)$/gm)
  for (const [, name, value] of samples) if (name in live) live[name] += Number(value)
  return live
}

/**
 * Starts the gateway as it is built. `held` is what its process holds: bytes, and handles by kind; it rejects when the
 * process has ended. `live` counts its open subscriptions, WebSockets and tickers. `incidents` are the lines of its log that are errors. `stop` answers the exit code.
 */
export async function startGateway(config, credentials) {
  const child = fork(
    fileURLToPath(new URL('../../dist/cli.js', import.meta.url)),
    ['serve', '--config', config, '--port', '0'],
    {
      execArgv: ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(PROBE)}`],
      env: {
        NODE_NO_WARNINGS: '1',
        NODE_ENV: 'production',
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  const exited = once(child, 'exit')
  const died = exited.then(([code]) => Promise.reject(new Error(`The gateway ended with ${code}.`)))
  died.catch(() => {}) // heard by those who wait for it
  const incidents = []
  const url = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (JSON.parse(line).level >= ERROR) incidents.push(line)
      const [, address] = /listening on (http:[^\s,]+)/.exec(line) ?? []
      if (address) resolve(address)
    })
  })
  const address = await Promise.race([url, died])
  return {
    url: address,
    incidents,
    live: async () => liveIn(await (await fetch(`${address}/metrics`, { headers: { connection: 'close' } })).text()),
    async held() {
      const answer = once(child, 'message')
      child.send('held')
      return (await Promise.race([answer, died]))[0]
    },
    async stop() {
      child.kill('SIGINT')
      return (await exited)[0]
    },
  }
}
