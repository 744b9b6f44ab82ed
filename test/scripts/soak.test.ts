import { readFileSync } from 'node:fs'
import { sectionOf, withSection } from '../../scripts/soak/report.mjs'

const PAGE = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8')

const held = {
  rss: 250e6,
  heapUsed: 64e6,
  handles: { 'open files': 22 },
  live: { watchers: 0, sockets: 0, tickers: 0 },
}

/** The report of a run. */
const section = sectionOf({
  ...{ minutes: 10, clients: 20, watchers: 50, calls: { ok: 40_000 }, incidents: [], leaked: 0, exitCode: 0 },
  before: held,
  after: held,
  memory: Array.from({ length: 10 }, (_, part) => ({
    ...held,
    minute: part + 1,
    live: { watchers: 48, sockets: 24, tickers: 9 },
  })),
  load: {
    ...{ answered: 20_000, whole: 19_000, left: 700, p50: 120, p99: 2_400, longest: 6_300 },
    ...{ statuses: { 200: 20_000 }, codes: {}, broken: {} },
    watched: { subscribed: { 'SSE reads on': 10 }, updates: 9_000, stale: 80, codes: {}, broken: {} },
  },
})

/** Cells that a run has for each sample, by the head of their column. */
const samples = (page: string) => {
  const [head = '', , ...rows] = (/^\| minute .*(\n\|.*)+/m.exec(page)?.[0] ?? '').split('\n')
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  return rows.map((row) => Object.fromEntries(cells(row).map((cell, index) => [cells(head)[index], cell])))
}

test('the soak prints its whole section of the page on reliability, with the watchers of each minute', () => {
  expect(section).toMatch(
    /^## Soak\n\n`npm run soak -- --minutes 10 --watchers 50` produced these results on \d{4}-\d\d-\d\d /,
  )
  expect(section).toContain('| updates | 9,000, 80 of them stale |\n')
  expect(samples(section)).toHaveLength(10)
  expect(samples(section)[9]).toEqual({
    ...{ minute: '10.0', 'heap, MB': '64', 'resident, MB': '250', 'open files': '22' },
    ...{ watchers: '48', WebSockets: '24', tickers: '9' },
  })
})

test('the section of a run takes the place of the one on the page, which is otherwise as before', () => {
  const [before = ''] = PAGE.split('## Soak\n')
  const page = withSection(PAGE, section)
  expect(page).toBe(`${before}${section}`)
  expect(withSection(page, section)).toBe(page)
  expect(withSection(`${page}\n## More\n\nText.\n`, section)).toBe(`${page}\n## More\n\nText.\n`)
  expect(withSection(before, section)).toBe(page)
  expect(samples(PAGE).length).toBeGreaterThan(0)
})
