import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Answer, Question } from './probe.ts'

/** A server's process. */
export interface Running {
  probe: <Q extends Question>(question: Q) => Promise<Answer<Q>>
  stop: () => Promise<void>
}

interface Told {
  env: Record<string, string>
  nodeOptions?: string[]
  port: number
}

const probe = new URL('./probe.js', import.meta.url).href

/**
 * Starts a server with the probe loaded into it and waits until it listens on `port`. Its standard output is
 * discarded. Its environment is `env` alone, so that the caller's shell does not affect it.
 */
export async function start(
  program: URL,
  args: readonly string[],
  { env, nodeOptions = [], port }: Told,
): Promise<Running> {
  const child = fork(fileURLToPath(program), args, {
    env: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1', ...env },
    execArgv: ['--import', probe, ...nodeOptions],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  while (!(await listens(port))) {
    if (hasEnded(child)) throw new Error(`${program.pathname} ended before it listened`)
    await sleep(50)
  }
  return { probe: (question) => ask(child, question), stop: () => stop(child) }
}

/** Sends a message to a child and waits for its answer; one at a time. Rejects when the child ends. */
export async function ask<A>(child: ChildProcess, question: string): Promise<A> {
  const ended = new AbortController()
  const end = () => ended.abort(new Error(`${child.spawnargs.join(' ')} has ended`))
  child.once('exit', end)
  try {
    if (hasEnded(child)) end()
    const answer = once(child, 'message', { signal: ended.signal })
    child.send(question)
    return (await answer)[0] as A
  } finally {
    child.off('exit', end)
  }
}

/** Ends a child and waits until it has. */
export async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

const given = new Set<number>()

/** A port that is free now and was not given to another server, which may not listen yet. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  if (given.has(port)) return freePort()
  given.add(port)
  return port
}

/** Whether something accepts connections at a port of this machine. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const answer = (listening: boolean) => {
      socket.destroy()
      resolve(listening)
    }
    socket.once('connect', () => answer(true)).once('error', () => answer(false))
  })
}
