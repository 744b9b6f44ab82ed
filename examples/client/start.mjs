// Runs the compiled client against the gateway at the URL given, or against a demo that lives as long as the client.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const [given] = process.argv.slice(2)

async function startDemo() {
  const demo = spawn(process.execPath, ['dist/cli.js', 'demo', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  demo.on('exit', (code) => code && process.exit(code))
  let banner = ''
  for await (const text of demo.stdout) {
    banner += text
    const url = /(http:\/\/\S+)\s/.exec(banner)?.[1]
    if (url) return { url, stop: () => demo.kill() }
  }
}

const { url, stop } = given ? { url: given, stop: () => undefined } : await startDemo()
const client = spawn(process.execPath, ['examples/client/dist/main.js', url], { stdio: 'inherit' })
const [code] = await once(client, 'exit')
stop()
process.exitCode = code
