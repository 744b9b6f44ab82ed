// npm run bench, after the gateway is built: installs the peers when they are not there yet, bundles the TypeScript of
// this folder, which Node 20 cannot run, and runs it. Imports from src/ are loaded from dist/, as users run it.
import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const bench = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(bench, '..')

const installed = join(bench, 'node_modules', '.package-lock.json')
const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)
// npm ci empties the folder that a link leads to, which other checkouts use.
const isLinked = lstatSync(join(bench, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()
if (!isLinked && modified(installed) < modified(join(bench, 'package-lock.json')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: bench, stdio: 'inherit' })

const gatewayAsBuilt = {
  name: 'gateway-as-built',
  setup({ onResolve }) {
    onResolve({ filter: /^\..*\/src\/.*\.ts$/ }, ({ path, resolveDir }) => {
      const source = resolve(resolveDir, path)
      const built = source.replace(join(root, 'src'), join(root, 'dist')).replace(/\.ts$/, '.js')
      return { path: pathToFileURL(built).href, external: true }
    })
  },
}

await build({
  entryPoints: [
    'run.ts',
    'emulator.ts',
    'probe.ts',
    ...readdirSync(join(bench, 'peers')).map((file) => `peers/${file}`),
  ],
  absWorkingDir: bench,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [gatewayAsBuilt],
})
await import('./dist/run.js')
