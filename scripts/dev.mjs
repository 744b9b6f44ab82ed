// npm run dev: compiles on change and restarts the demo, also after a change of schema/, which the demo reads itself.
import { execFileSync, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const options = { cwd: root, stdio: 'inherit' }
const compile = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']

execFileSync(process.execPath, ['graphiql/build.mjs'], options)
console.log('Gateway: compiling src/ to dist/')
execFileSync(process.execPath, compile, options)
const compiler = spawn(process.execPath, [...compile, '--watch', '--preserveWatchOutput'], options)

const startDemo = () => spawn(process.execPath, ['--watch', 'dist/cli.js', 'demo', ...process.argv.slice(2)], options)
let demo = startDemo()

// An editor writes a file in several steps: the demo starts when the last of them is done.
const SETTLED_MS = 100
let restart
watch(new URL('../schema/', import.meta.url), () => {
  clearTimeout(restart)
  restart = setTimeout(() => {
    demo.once('exit', () => {
      demo = startDemo()
    })
    demo.kill()
  }, SETTLED_MS)
})

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    demo.kill()
    compiler.kill()
    process.exit()
  })
