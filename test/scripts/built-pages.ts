import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { until } from '../support/until.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Bundles the board or GraphiQL into dist/, if that is not up to date; resolves to the lines of the build. Test files that
 * run at the same time wait for each other: a build begins with removing what another one may be writing.
 */
export async function buildPage(name: 'board' | 'graphiql'): Promise<string> {
  const lock = join(
    tmpdir(),
    `deploygraph-${name}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`,
  )
  await until(() => isAcquired(lock))
  try {
    return execFileSync(process.execPath, [`${name}/build.mjs`], { cwd: root, encoding: 'utf8' })
  } finally {
    rmSync(lock, { force: true })
  }
}

function isAcquired(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: 'wx' })
    return true
  } catch {
    removeIfLeft(lock)
    return false
  }
}

/** Removes the lock of a process that was stopped before it could. */
function removeIfLeft(lock: string): void {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(lock, { force: true })
  }
}
