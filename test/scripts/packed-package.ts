import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
export const tsc = join(root, 'node_modules/.bin/tsc')

/** Packs the repository, compiled without the pages, in a folder, with types or without; returns the path of the tarball. */
export function pack(folder: string, hasTypes: boolean): string {
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
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json'], { cwd: source, encoding: 'utf8' }))
  return join(source, filename)
}
