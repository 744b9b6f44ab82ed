import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

// Jest reads, resolves and compiles every file of these again for each test file: more than a thousand for a gateway,
// most of what a test file takes to load. Left out are pino, which starts workers from its own files, and packages that
// are ES modules with a default export, which a bundle in CommonJS does not have.
const PACKAGES = [
  '@apollo/server',
  '@apollo/server/errors',
  '@apollo/server/plugin/disabled',
  '@apollo/subgraph',
  '@apollo/utils.keyvaluecache',
  '@aws-sdk/client-appconfig',
  '@aws-sdk/client-codedeploy',
  '@aws-sdk/client-imagebuilder',
  '@aws-sdk/client-sqs',
  '@aws-sdk/core/client',
  '@aws-sdk/core/protocols',
  '@aws-sdk/credential-providers',
  '@fastify/cors',
  '@fastify/static',
  '@fastify/websocket',
  '@opentelemetry/api',
  '@smithy/core/client',
  '@smithy/core/config',
  '@smithy/core/protocols',
  '@smithy/core/retry',
  '@smithy/core/schema',
  '@smithy/core/serde',
  'fastify',
  'graphql',
  'graphql-jit',
  'graphql-scalars',
  'graphql-ws',
  'jose',
  'pino-pretty',
  'prom-client',
  'yaml',
  'zod',
]

/** Files of graphql that packages outside the bundle import: they must be the same modules as those inside. */
const graphqlFiles = () =>
  readdirSync(join(root, 'node_modules/graphql'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => `graphql/${file}`)

// One for each state of package-lock.json and of the list above.
const key = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest('hex')
  .slice(0, 16)
const folder = join(tmpdir(), `deploygraph-packages-${key}`)

/** The script that defines the packages: a function of CommonJS's `require`, `exports` and `module`. */
export const BUNDLE = join(folder, 'all.js')

/** Bundles the packages once; what jest's `moduleNameMapper` needs to load them from the bundle. */
export function bundledPackages() {
  if (!existsSync(folder)) build()
  return {
    ...Object.fromEntries(PACKAGES.map((name) => [`^${name}$`, join(folder, name, 'index.js')])),
    '^graphql/(.*)$': join(folder, 'graphql/$1'),
  }
}

function build() {
  const specifiers = [...PACKAGES, ...graphqlFiles()]
  const contents = specifiers
    .map((name) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(name)})`)
    .join('\n')
  // Built in a folder of its own and renamed: two runs of jest may start together.
  const temporary = mkdtempSync(`${folder}-`)
  buildSync({
    stdin: { contents, resolveDir: root },
    outfile: join(temporary, 'all.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    logLevel: 'error',
    banner: { js: '(function (require, exports, module) {' },
    footer: { js: '})' },
  })
  for (const name of specifiers) {
    const file = join(temporary, name.endsWith('.js') ? name : `${name}/index.js`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `module.exports = bundledPackages()[${JSON.stringify(name)}]()\n`) // see environment.mjs
  }
  try {
    renameSync(temporary, folder)
  } catch {
    rmSync(temporary, { recursive: true }) // the other run was faster
  }
}
