// Bundles GraphiQL, its explorer, React and Monaco's workers into dist/graphiql/. Nothing is left to fetch from elsewhere.
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const source = join(root, 'graphiql')
const out = join(root, 'dist', 'graphiql')
const page = join(out, 'index.html') // written last, so its age is the age of the whole bundle

const inputs = [
  join(root, 'package-lock.json'),
  ...readdirSync(source, { recursive: true }).map((file) => join(source, String(file))),
]
const modified = (file) => statSync(file).mtimeMs

/** The fonts that style sheets carry as data: URLs become files, which load on first use, under `font-src 'self'`. */
const fontsToFiles = {
  name: 'fonts-to-files',
  setup(build) {
    let count = 0
    build.onResolve({ filter: /^data:font\// }, ({ path }) => {
      const extension = /^data:font\/(\w+)/.exec(path)?.[1]
      return { path: `${count++}.${extension}`, namespace: 'font', pluginData: path }
    })
    build.onLoad({ filter: /.*/, namespace: 'font' }, async ({ pluginData: url }) => ({
      contents: new Uint8Array(await (await fetch(url)).arrayBuffer()),
      loader: 'file',
    }))
  },
}

/** graphiql/style.css already contains Monaco's styles; those that Monaco's modules import would be a second copy. */
const monacoStylesOnce = {
  name: 'monaco-styles-once',
  setup(build) {
    build.onLoad({ filter: /monaco-editor.*\.css$/ }, () => ({ contents: '', loader: 'empty' }))
  },
}

const shared = {
  outdir: out,
  bundle: true,
  minify: true,
  metafile: true,
  target: 'es2022',
  entryNames: '[name]-[hash]',
  legalComments: 'linked',
  logLevel: 'warning',
}

/** [plain name, hashed name] of what esbuild wrote for the entry points: ["page.css", "page-SFSAFFV2.css"]. */
function hashedNames({ outputs }) {
  return Object.entries(outputs).flatMap(([file, { entryPoint, cssBundle }]) => {
    if (!entryPoint) return []
    const stem = basename(entryPoint, extname(entryPoint))
    return [file, cssBundle].filter(Boolean).map((path) => [stem + extname(path), basename(path)])
  })
}

async function bundle() {
  rmSync(out, { recursive: true, force: true })
  const workers = await build({
    ...shared,
    format: 'iife',
    entryPoints: [
      'monaco-editor/esm/vs/editor/editor.worker.js',
      'monaco-editor/esm/vs/language/json/json.worker.js',
      'monaco-graphql/esm/graphql.worker.js',
    ],
  })
  const pages = await build({
    ...shared,
    format: 'esm',
    splitting: true, // Prettier is a seventh of it all and loads with the first click on "Prettify"
    entryPoints: [join(source, 'page.tsx'), join(source, 'icon.svg')],
    loader: { '.graphql': 'text', '.svg': 'copy' },
    assetNames: '[hash]',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      WORKERS: JSON.stringify(Object.fromEntries(hashedNames(workers.metafile))),
    },
    plugins: [fontsToFiles, monacoStylesOnce],
  })
  let html = readFileSync(join(source, 'index.html'), 'utf8')
  for (const [name, hashed] of hashedNames(pages.metafile))
    html = html.replaceAll(`graphiql/${name}`, `graphiql/${hashed}`)
  // Compressed once, as well as can be: the server sends what is beside a file to clients that accept it.
  for (const name of readdirSync(out).filter((name) => /\.(css|js|svg|txt)$/.test(name)))
    await compress(join(out, name))
  writeFileSync(page, html)
}

async function compress(file) {
  const text = readFileSync(file)
  const brotli = {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  }
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(text, brotli))
  writeFileSync(`${file}.gz`, await promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION }))
}

if (existsSync(page) && inputs.every((input) => modified(input) <= modified(page))) {
  console.log('GraphiQL: dist/graphiql is up to date')
} else {
  console.log('GraphiQL: bundling and compressing, which takes up to a minute')
  const start = performance.now()
  await bundle()
  const bytes = readdirSync(out).reduce((sum, file) => sum + statSync(join(out, file)).size, 0)
  console.log(`GraphiQL: ${(bytes / 1e6).toFixed(1)} MB in dist/graphiql, ${Math.round(performance.now() - start)} ms`)
}
