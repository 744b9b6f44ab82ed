/** A query's text; esbuild inlines it. */
declare module '*.graphql' {
  const query: string
  export default query
}

declare module '*.css'

/** Hashed file names of Monaco's workers by their plain ones ("json.worker.js"); build.mjs fills it in. */
declare const WORKERS: Record<string, string> & { 'editor.worker.js': string }
