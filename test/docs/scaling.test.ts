import { MAX_CONCURRENT_CALLS } from '../../src/aws/calls/queue.ts'
import { MAX_ROWS } from '../../src/codedeploy/history/location-history.ts'
import { settingsOf } from '../../src/config.ts'
import { CONFIGURED_SERVICES } from '../../src/gateway.ts'
import { ONE_LOCATION, PATIENT, useGateways } from '../support/gateway.ts'
import { blocksOf, readPage } from '../support/pages.ts'

const page = readPage('docs/scaling.md')

/** The cells of each row of the tables whose header has a column of this name. */
const rowsWith = (column: string): Record<string, string>[] =>
  page.split('\n\n').flatMap((part) => {
    const [header = [], , ...rows] = part
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
    if (!header.includes(column)) return []
    return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])))
  })

const NUMBER = /(?<![\w.#])\d[\d,]*(?:\.\d+)?/
const numberOf = (text = ''): number => Number(NUMBER.exec(text)?.[0].replaceAll(',', ''))

/** The value of products and quotients, and of their sums and differences; words and units between them are skipped. */
function evaluate(calculation: string): number {
  const tokens = calculation.replace(/\(`\w+`\)/g, '').match(new RegExp(`${NUMBER.source}|[×÷+−]`, 'g')) ?? []
  let [sum, term, operator] = [0, 0, '+']
  for (const token of tokens) {
    if (/^[×÷+−]$/.test(token)) operator = token
    else if (operator === '×') term *= numberOf(token)
    else if (operator === '÷') term /= numberOf(token)
    else {
      sum += term
      term = operator === '−' ? -numberOf(token) : numberOf(token)
    }
  }
  return sum + term
}

const calculations = rowsWith('Calculation')
const figures = rowsWith('Origin')

test('the calculations of docs/scaling.md are right', () => {
  expect(calculations.length).toBeGreaterThan(20)
  const wrong = calculations.filter(({ Calculation = '', Result }) => {
    const ratio = numberOf(Result) / evaluate(Calculation)
    return !(ratio > 0.94 && ratio < 1.06) // results are rounded
  })
  expect(wrong).toEqual([])
})

test.each([
  ['600 locations × 3 calls ÷ 50', 36],
  ['1 listing ÷ 0.5 s + 2 batches ÷ 1 s (`CODEDEPLOY_CACHE_SECONDS`)', 4],
  ['10,000 − 2 × 0.25 of W1', 9_999.5],
])('a calculation such as %j is understood', (calculation, value) => {
  expect(evaluate(calculation)).toBe(value)
})

test('the settings and limits that docs/scaling.md calculates with have the values that it states', () => {
  const settings = Object.values(settingsOf(CONFIGURED_SERVICES)).map(
    ({ variable, unset }) => [variable, unset] as const,
  )
  const values = new Map<string, unknown>([...settings, ...Object.entries<unknown>({ MAX_CONCURRENT_CALLS, MAX_ROWS })])
  const stated = [...page.matchAll(/(\d[\d,.]*)(?: [a-z]+)? \(`([A-Z_]+)`\)/g)].map(([, value, name]) => [
    name,
    numberOf(value),
  ])
  expect(stated.length).toBeGreaterThan(5)
  expect(stated).toEqual(stated.map(([name]) => [name, values.get(`${name}`)]))
})

test('every measured time and size in a calculation of docs/scaling.md is one of its figures', () => {
  const MEASURED = /(?<![\w.,])\d[\d,]*(?:\.\d+)? (?:ms|kB|MB)\b/g
  const known = new Set([
    ...figures.flatMap(({ Value = '' }) => Value.match(MEASURED) ?? []),
    '1,000 ms',
    '1,000 kB',
    '1,000 MB',
  ])
  const used = calculations.flatMap(({ Calculation = '' }) => Calculation.match(MEASURED) ?? [])
  expect(used.filter((figure) => !known.has(figure))).toEqual([])
})

const slug = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')

/** The part of a page that a link leads to; undefined if there is none. */
function partOf(link: string): string | undefined {
  const [, path = '', anchor] = /\]\(([^)#]+)#([^)]+)\)/.exec(link) ?? []
  if (path === '') return undefined
  const file = new URL(path, 'file:///docs/').pathname.slice(1)
  return readPage(file)
    .split(/^#+ /m)
    .find((part) => slug(part.split('\n', 1)[0] ?? '') === anchor)
}

test('every figure of docs/scaling.md names the part of a page in which it was measured', () => {
  expect(figures.length).toBeGreaterThanOrEqual(10)
  expect(figures.filter(({ Origin = '' }) => partOf(Origin) === undefined)).toEqual([])
})

test('the times among them are in the record, give or take a tenth', () => {
  const times = figures.filter(({ Value = '', Origin = '' }) => / ms/.test(Value) && Origin.includes('RESULTS.md'))
  expect(times.length).toBeGreaterThan(2)
  const unknown = times.filter(({ Value = '', Origin = '' }) => {
    const recorded = (partOf(Origin)?.match(new RegExp(NUMBER, 'g')) ?? []).map((number) => numberOf(number))
    return !recorded.some((one) => Math.abs(one / numberOf(Value) - 1) < 0.1)
  })
  expect(unknown).toEqual([])
})

describe('the costs that docs/scaling.md calculates with', () => {
  const { start } = useGateways({ ...PATIENT, receipt: true })

  test.each(rowsWith('Cost in a location'))('are those of the gateway: $Query', async (row) => {
    const [query = ''] = blocksOf(page, 'graphql').filter((one) => one.includes(`query ${row.Query} `))
    const costs = await Promise.all(
      [ONE_LOCATION, undefined].map(async (locations) => {
        const gateway = await start(locations ? { locations } : {})
        const { extensions } = await gateway.query(query, {}, { 'x-cost-only': '1' })
        const { extensions: made } = await gateway.query(query)
        const { cost } = extensions as { cost?: { estimated: number } }
        return { estimated: cost?.estimated ?? Number.NaN, calls: made?.aws?.totalCalls ?? Number.NaN }
      }),
    )
    const [one, two] = costs as [{ estimated: number; calls: number }, { estimated: number; calls: number }]
    expect(two.estimated - one.estimated).toBe(numberOf(row['Cost in a location']))
    // One location may have a page more than the other.
    expect(Math.abs(two.calls / 2 - numberOf(row['AWS calls in a location']))).toBeLessThanOrEqual(1)
  })
})
