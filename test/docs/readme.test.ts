import { existsSync } from 'node:fs'
import { PATIENT, useGateways } from '../support/gateway.ts'
import { blocksOf, readPage } from '../support/pages.ts'

const readme = readPage('README.md')
const [query = '', ...otherQueries] = blocksOf(readme, 'graphql')
const [answer = '', ...otherAnswers] = blocksOf(readme, 'json')

const { start } = useGateways(PATIENT)

test('the README has at most 200 lines, one query and its answer', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(200)
  expect([otherQueries, otherAnswers]).toEqual([[], []])
})

test('the demo answers the query as the README shows it, with as many AWS calls as it states', async () => {
  const gateway = await start({ receipt: true })
  const { status, data, errors, extensions } = await gateway.query(query)
  expect([status, errors]).toEqual([200, undefined])
  expect({ data }).toEqual(JSON.parse(answer))
  const [, calls] = /^One HTTP request, (\d+) AWS calls/m.exec(readme) ?? []
  expect(extensions?.aws?.totalCalls).toBe(Number(calls))
})

test('every relative link of the README leads to a file', () => {
  const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = '']) => path)
  expect(links).toContain('CONTRIBUTING.md')
  expect(links.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
})
