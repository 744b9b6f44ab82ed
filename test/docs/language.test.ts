import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { withoutBlocks } from '../support/pages.ts'

// Phrases that a native speaker would not write, and the plain ones to use instead.
const AWKWARD: readonly [RegExp, string][] = [
  [/(?:^|\n|[.:;!?] )(?:What|Who|Whoever|Whatever|Whose|Whichever) (?=[^?]*?(?:[.:;]|$))/, 'a noun as the subject'],
  [/(?:^|\n|[.:;!?] )That (?:which|an?|the|it|there) /, 'a noun as the subject'],
  [/\bfor ever\b/i, 'forever'],
  [/\banew\b/i, 'again'],
  [/\bin vain\b/i, 'without success'],
  [/\bof late\b/i, 'recently'],
  [/\bsifted\b/i, 'filtered'],
  [/\bdear(er|est)\b/i, 'more expensive, most expensive'],
  [/\bnobody (foresaw|caught|asks|needs to be asked)\b/i, 'unexpected, without a call'],
  [/\bgiven up\b/i, 'aborted, discarded'],
  [/\bpassed over\b/i, 'skipped'],
  [/\bback to back\b/i, 'consecutive, without a pause'],
  [/\bworked out from\b/i, 'calculated from'],
  [/\bmean something\b/i, 'are meaningful'],
  [/\bsomebody on call\b/i, 'an on-call engineer'],
  [/\b(is|are|was) told\b|\btold (from|by)\b/i, 'reported, derived from'],
  [/\bin turns\b/i, 'alternating'],
  [/\b(null|empty|undefined) where\b/i, 'null if'],
  [/\bfor so long\b/i, 'for this long'],
  [/\bas (it comes|they come)\b/i, 'unmodified'],
  [/\b(?:that|what) is (?:no(?! (?:older|more|longer|less|earlier|later)\b)|none)\b/i, 'that is not a'],
  [/\b(?:is|are) looked at\b/i, 'checked, visited'],
]

const root = fileURLToPath(new URL('../..', import.meta.url))
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(md|graphql|ts|tsx|mjs|yaml)$/.test(file))
  .filter((file) => !/generated\/|supergraph\.graphql$|RESULTS\.md$|licences\.md$|language\.test\.ts$/.test(file))

/** Joins the lines of each paragraph, without what begins a line of a comment or of a list. */
const joined = (text: string) => text.replace(/\n\s*(?:\*|\/\/|#)? ?(?=[^\s*/#|-])/g, ' ')

const COMMENT = /\/\*[\s\S]*?\*\/|(?:^|\s)\/\/ [^\n]*(?:\n\s*\/\/ [^\n]*)*/g
const TITLE = /\b(?:test|describe)(?:\.each\b[^']*|\.\w+)?\(\s*'([^']*)'/g

/** The sentences for people in a file, one paragraph a line: comments and titles of tests, descriptions, pages. */
function proseOf(file: string): string {
  const text = readFileSync(`${root}/${file}`, 'utf8')
  if (file.endsWith('.md')) {
    const prose = withoutBlocks(text).replace(/`[^`\n]*`/g, 'code')
    return joined(prose.replaceAll('\n\n', '\n-\n'))
  }
  if (file.endsWith('.graphql'))
    return [...text.matchAll(/"""([\s\S]*?)"""|"([^"\n]*)"/g)]
      .map(([, block, line]) => joined(block ?? line ?? '').trim())
      .join('\n')
  if (file.endsWith('.yaml')) return joined(text.replace(/^(?!\s*#).*$/gm, ''))
  const comments = [...text.matchAll(COMMENT)].map(([comment]) =>
    joined(comment)
      .replace(/\*\/$/, '')
      .replace(/^\s*(?:\/\*+|\/\/)\s*/, ''),
  )
  return [...comments, ...[...text.matchAll(TITLE)].map(([, title = '']) => title)].join('\n')
}

test('No page, description, comment or title of a test uses phrases that are not plain English.', () => {
  const awkward = files.flatMap((file) => {
    const prose = proseOf(file)
    return AWKWARD.flatMap(([phrase, plain]) => {
      const found = phrase.exec(prose)
      return found ? [`${file}: "${prose.slice(found.index, found.index + 80).trim()}": ${plain}`] : []
    })
  })
  expect(awkward).toEqual([])
})

test.each([
  ['/** What is read is shared. */', 1],
  ['// The rest.\n// Who asks is told so.', 2],
  ["test('is looked at in turns', () => {})", 2],
  ['/** Reads what is shared. Why? Because it is cheaper. */', 0],
])('The check finds the phrases in %j.', (text, count) => {
  const prose = [...text.matchAll(COMMENT)].map(([one]) => joined(one).replace(/^\s*(?:\/\*+|\/\/)\s*/, ''))
  const titles = [...text.matchAll(TITLE)].map(([, title = '']) => title)
  const all = [...prose, ...titles].join('\n')
  expect(AWKWARD.filter(([phrase]) => phrase.test(all))).toHaveLength(count)
})
