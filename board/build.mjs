// Bundles the board into dist/board/: the page, hashed assets beside their compressed forms, and its documents.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = join(root, 'board')
const out = join(root, 'dist', 'board')
const assets = join(out, 'assets')
const page = join(out, 'index.html') // written last, so its age is the age of the whole bundle

const inputs = [
  join(root, 'package-lock.json'),
  ...readdirSync(source, { recursive: true }).map((file) => join(source, String(file))),
]
const modified = (file) => statSync(file).mtimeMs

/** Takes line breaks and indentation out of the documents. */
const shortDocuments = {
  name: 'short-documents',
  setup: ({ onLoad }) =>
    onLoad({ filter: /generated[/\\]graphql\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/(?<=TypedDocumentString\(`)[^`]*/g, (text) =>
        text.replace(/\s+/g, ' ').trim(),
      ),
      loader: 'ts',
    })),
}

/** The texts of the documents, by their sha256: what a gateway that runs only trusted documents lets the board run. */
async function documents() {
  const { outputFiles } = await build({
    entryPoints: [join(source, 'generated', 'graphql.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    plugins: [shortDocuments],
  })
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
  const texts = Object.entries(module).flatMap(([name, value]) => (name.endsWith('Document') ? [String(value)] : []))
  return Object.fromEntries(texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]))
}

function compress(file) {
  const text = readFileSync(file)
  const brotli = { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } } // its quality is 11 unless told
  writeFileSync(`${file}.br`, brotliCompressSync(text, brotli))
  writeFileSync(`${file}.gz`, gzipSync(text, { level: constants.Z_BEST_COMPRESSION }))
}

async function bundle() {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(assets, { recursive: true })
  const { metafile } = await build({
    entryPoints: [join(source, 'main.tsx'), join(source, 'icon.svg')],
    outdir: assets,
    bundle: true,
    minify: true,
    splitting: true, // each view beyond the first loads when it is opened
    inject: [join(source, 'shared-chunk.ts')],
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    loader: { '.svg': 'copy' },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
    plugins: [shortDocuments],
    legalComments: 'linked',
    logLevel: 'warning',
  })
  let html = readFileSync(join(source, 'index.html'), 'utf8')
  for (const [file, { entryPoint, cssBundle }] of Object.entries(metafile.outputs)) {
    if (!entryPoint) continue
    const stem = basename(entryPoint, extname(entryPoint))
    for (const path of [file, cssBundle].filter(Boolean))
      html = html.replaceAll(`assets/${stem}${extname(path)}`, `assets/${basename(path)}`)
  }
  for (const name of readdirSync(assets).filter((name) => /\.(css|js|svg|txt)$/.test(name)))
    compress(join(assets, name))
  writeFileSync(join(out, 'documents.json'), JSON.stringify(await documents()))
  writeFileSync(page, html)
}

if (existsSync(page) && inputs.every((input) => modified(input) <= modified(page))) {
  console.log('Board: dist/board is up to date')
} else {
  console.log('Board: bundling and compressing')
  const start = performance.now()
  await bundle()
  const names = readdirSync(assets).filter((name) => name.endsWith('.gz'))
  const bytes = names.reduce((sum, name) => sum + statSync(join(assets, name)).size, 0)
  console.log(
    `Board: ${Math.round(bytes / 1e3)} kB compressed in dist/board, ${Math.round(performance.now() - start)} ms`,
  )
}
