import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Of npm, where the registry or a package cannot be had.
const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|E40[134]|E5\d\d)\b/

/** Runs npm with a Node; undefined if it needs a registry that cannot be reached. Throws for any other failure. */
export function npm(node: string, args: string[], cwd: string): { stdout: string; stderr: string } | undefined {
  const cli = join(execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim(), 'npm/bin/npm-cli.js')
  const quick = ['--no-audit', '--no-fund', '--no-update-notifier', '--prefer-offline', '--fetch-retries', '1']
  const { status, stdout, stderr } = spawnSync(node, [cli, ...args, ...quick], { cwd, encoding: 'utf8' })
  if (status === 0) return { stdout, stderr }
  if (UNREACHABLE.test(stderr)) return undefined
  throw new Error(`npm ${args.join(' ')}: ${stderr}`)
}

/**
 * The path of a Node of this major version: the running one, or one from npm's registry, which is kept in the folder for
 * temporary files. Undefined if it cannot be had.
 */
export function nodeOf(major: number): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const name = `node-${process.platform}-${process.arch}`
  const folder = join(tmpdir(), `deploygraph-${name}-${major}`)
  const path = join(folder, 'node_modules', name, 'bin/node')
  if (existsSync(path)) return path
  const unfinished = mkdtempSync(`${folder}-`)
  try {
    if (!npm(process.execPath, ['install', '--prefix', unfinished, `${name}@${major}`], unfinished)) return undefined
    renameSync(unfinished, folder)
    return path
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}
