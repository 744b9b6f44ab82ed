import { readFileSync } from 'node:fs'

/** A file of the repository. */
export const readPage = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** The code blocks of a page in a language. */
export const blocksOf = (page: string, language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text)

/** An answer without the values that differ from run to run. */
export const withoutVarying = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, member) => (key === 'waitedMs' || key === 'requestId' ? '…' : member))
