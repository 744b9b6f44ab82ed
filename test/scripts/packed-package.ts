import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPage } from './built-pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const tsc = join(root, 'node_modules/.bin/tsc')

/**
 * Packs the repository in a folder, compiled with types or without and without checking them, as `npm pack` does after the
 * whole build; resolves to the path of the tarball.
 */
export async function pack(folder: string, hasTypes: boolean): Promise<string> {
  const source = join(folder, 'source')
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  mkdirSync(source)
  const packed = files.filter((file: string) => !/^!?dist/.test(file))
  for (const file of ['package.json', 'README.md', 'LICENSE', ...packed])
    cpSync(join(root, file), join(source, file), {
      recursive: true,
      filter: (path) => !/node_modules|\/dist\b/.test(path.slice(root.length)),
    })
  const build = [
    '-p',
    'tsconfig.build.json',
    '--noCheck',
    '--declaration',
    `${hasTypes}`,
    '--outDir',
    join(source, 'dist'),
  ]
  execFileSync(tsc, [...build, '--tsBuildInfoFile', join(source, 'dist/.tsbuildinfo')], { cwd: root })
  for (const page of ['board', 'graphiql'] as const) {
    await buildPage(page)
    cpSync(join(root, 'dist', page), join(source, 'dist', page), { recursive: true })
  }
  const packing = ['pack', '--json', '--ignore-scripts']
  const [{ filename }] = JSON.parse(execFileSync('npm', packing, { cwd: source, encoding: 'utf8' }))
  return join(source, filename)
}
