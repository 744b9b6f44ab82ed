import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PAGES = ['docs/limits.md', 'docs/live.md', 'docs/reliability.md', 'SECURITY.md']

/** The rows of a page's tables that have a column for the test, the last. */
const rowsOf = (page: string): string[] =>
  readFileSync(`${root}/${page}`, 'utf8')
    .split('\n\n')
    .flatMap((part) => {
      const [header = '', , ...rows] = part.split('\n').filter((line) => line.startsWith('|'))
      return /\| Tested in \|$/.test(header) ? rows : []
    })
const rows = PAGES.flatMap((page) => rowsOf(page).map((row) => [page, row] as const))

test('the pages of promises have tables that name the tests', () => {
  expect(new Set(rows.map(([page]) => page))).toEqual(new Set(PAGES))
  expect(rows.length).toBeGreaterThan(70)
})

test.each(rows)('each promise names a test that is there: %s %s', (_, row) => {
  const cells = row.split('|').slice(1, -1)
  const tests = [...(cells.at(-1) ?? '').matchAll(/`(test\/[^`]+)`/g)].map(([, path]) => path)
  expect(tests).not.toEqual([])
  expect(tests.filter((path) => !existsSync(`${root}/${path}`))).toEqual([])
})
