import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCommand } from '../support/process.ts'

/** The command as users run it, for the tests of a file: compiled before the first, its processes ended after each. */
export function useCommand() {
  const elsewhere = mkdtempSync(join(tmpdir(), 'deploygraph-cli-'))
  const children = new Set<ChildProcess>()
  let built: Awaited<ReturnType<typeof buildCommand>>

  beforeAll(async () => {
    built = await buildCommand()
  }, 600_000)
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL')
    children.clear()
  })
  afterAll(() => {
    built.remove()
    rmSync(elsewhere, { recursive: true })
  })

  /** A child process with an environment of its own: no profile, no instance metadata, nothing of the developer's. */
  function command(args: string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [join(built.folder, 'dist/cli.js'), ...args], {
      cwd: elsewhere,
      env: { HOME: elsewhere, AWS_EC2_METADATA_DISABLED: 'true', ...env },
    })
    children.add(child)
    const output = { stdout: '', stderr: '' }
    child.stdout.on('data', (text) => (output.stdout += text))
    child.stderr.on('data', (text) => (output.stderr += text))
    const ended = once(child, 'close').then(([code]) => ({ code, ...output }))
    /** The first match on standard output; rejects when the command ends without one. */
    async function printed(pattern: RegExp): Promise<string> {
      const over = ended.then(() => true)
      for (;;) {
        const match = pattern.exec(output.stdout)
        if (match) return match[1] ?? match[0]
        const closed = await Promise.race([over, once(child.stdout, 'data').then(() => false)])
        if (closed) throw new Error(`ended without printing ${pattern}: ${output.stdout}${output.stderr}`)
      }
    }
    return { ended, printed, kill: (signal: NodeJS.Signals) => child.kill(signal) }
  }

  return {
    /** The working directory and the home of the processes. */
    elsewhere,
    /** Where node_modules of the command is; known once it is built. */
    folder: () => built.folder,
    command,
    run: (args: string[], env?: NodeJS.ProcessEnv) => command(args, env).ended,
  }
}

/** Sends a GraphQL request and returns its answer. */
export async function post(url: string, body: string) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return response.json()
}
