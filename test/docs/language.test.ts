import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

// Phrases that a native speaker would not write, and the plain ones to use instead.
const AWKWARD: readonly [RegExp, string][] = [
  [/\bfor ever\b/i, 'forever'],
  [/\banew\b/i, 'again'],
  [/\bin vain\b/i, 'without success'],
  [/\bof late\b/i, 'recently'],
  [/\bsifted\b/i, 'filtered'],
  [/\bdear(er|est)\b/i, 'more expensive, most expensive'],
  [/\bWho(ever)? (asks|reads|guesses|leaves|says|looks)\b/, 'the caller, a client that'],
  [/\bnobody (foresaw|caught|asks)\b/, 'unexpected'],
  [/\bgiven up\b/i, 'aborted, discarded'],
  [/\bpassed over\b/i, 'skipped'],
  [/\bback to back\b/i, 'consecutive, without a pause'],
  [/\bworked out from\b/i, 'calculated from'],
  [/\bmean something\b/i, 'are meaningful'],
  [/\bsomebody on call\b/i, 'an on-call engineer'],
]
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  'examples/client/README.md',
  'examples/supergraph/README.md',
]
const FOLDERS = ['schema', 'docs']

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|graphql)$/.test(name))
    .map((name) => join(folder, name))

test('Neither the pages of documentation nor the descriptions of the schema use phrases that are not plain English.', () => {
  const awkward = [...PAGES, ...FOLDERS.flatMap(filesBelow)].flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return AWKWARD.filter(([phrase]) => phrase.test(text)).map(([phrase, plain]) => `${file}: ${phrase}: ${plain}`)
  })
  expect(awkward).toEqual([])
})
