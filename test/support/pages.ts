import { readFileSync } from 'node:fs'

/** A file of the repository. */
export const readPage = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

export interface Block {
  /** The word after the opening fence; empty if there is none. */
  language: string
  text: string
}

// Closed at the indentation at which it is opened: that of an item of a list, or none.
const FENCED = /^( *)```(\w*)\n(.*?)^\1```$/gms

/** The fenced code blocks of a page in their order, without the indentation of a list. */
export const codeBlocks = (page: string): Block[] =>
  [...page.matchAll(FENCED)].map(([, indentation = '', language = '', text = '']) => ({
    language,
    text: text.replaceAll(new RegExp(`^${indentation}`, 'gm'), ''),
  }))

/** The code blocks of a page in a language. */
export const blocksOf = (page: string, language: string): string[] =>
  codeBlocks(page).flatMap((block) => (block.language === language ? block.text : []))

/** The first code block of a page in a language; undefined if it has none. */
export const firstBlock = (page: string, language: string): string | undefined => blocksOf(page, language)[0]

/** A page without its code blocks. */
export const withoutBlocks = (page: string): string => page.replace(FENCED, '')

/** The sections that begin with this heading, such as "## ": the rest of its line, and the text with it. */
export const sectionsOf = (page: string, heading: string): { title: string; text: string }[] =>
  page
    .split(new RegExp(`^${heading}`, 'm'))
    .slice(1)
    .map((text) => ({ title: text.split('\n', 1)[0] ?? '', text }))

/** An answer without the values that differ from run to run. */
export const withoutVarying = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, member) => (key === 'waitedMs' || key === 'requestId' ? '…' : member))
