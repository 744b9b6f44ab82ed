import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Emulator } from '../../src/emulator/server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The command as users run it: compiled into a folder of its own, next to the files that a release has. */
export async function buildCommand() {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-test-'))
  for (const name of ['node_modules', 'schema', 'package.json']) symlinkSync(join(root, name), join(folder, name))
  const options = ['--noCheck', '--declaration', 'false', '--incremental', 'false']
  const build = ['-p', 'tsconfig.build.json', ...options, '--outDir', join(folder, 'dist')]
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), build, { cwd: root })
  const children = new Set<ChildProcess>()

  /** `deploygraph serve` over an emulated AWS, once it listens, with an environment of its own. */
  async function serve({ endpoint, credentials }: Emulator, env: NodeJS.ProcessEnv = {}, nodeOptions: string[] = []) {
    const child = spawn(process.execPath, [...nodeOptions, join(folder, 'dist/cli.js'), 'serve', '--port', '0'], {
      cwd: folder,
      env: {
        HOME: folder,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_ENDPOINT_URL: endpoint,
        ...env,
      },
    })
    children.add(child)
    let output = ''
    let errors = ''
    const ended = once(child, 'close').then(([code]) => code as number | null)
    child.stderr.on('data', (part) => {
      errors += part
    })
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (part) => {
        output += part
        const [, url] = /listening on (http:[^\s,]+)/.exec(output) ?? []
        if (url) resolve(url)
      })
      ended.then(() => reject(new Error(`ended: ${output}${errors}`)))
    })
    return {
      url,
      ended,
      kill: (signal: NodeJS.Signals) => child.kill(signal),
      /** The lines that it has logged. */
      lines: (): Record<string, unknown>[] =>
        output
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
    }
  }

  return {
    folder,
    serve,
    killAll: () => {
      for (const child of children) child.kill('SIGKILL')
      children.clear()
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
