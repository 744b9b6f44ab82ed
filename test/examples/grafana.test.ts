import { subscribe } from '../live/event-client.ts'
import { NOW, PATIENT, useGateway } from '../support/gateway.ts'
import { readPage } from '../support/pages.ts'

interface Dashboard {
  templating: { list: { name: string }[] }
  panels: {
    title: string
    datasource: { uid: string }
    gridPos: { x: number; y: number; w: number; h: number }
    targets: Target[]
  }[]
}

const dashboard: Dashboard = JSON.parse(readPage('examples/grafana/dashboard.json'))

const gateway = useGateway({ ...PATIENT, metrics: 'graphql', gatewayClock: () => NOW })

interface Target {
  datasource: { uid: string }
  url_options?: { body_graphql_query: string }
  root_selector?: string
  columns?: { selector: string }[]
  expr?: string
}

const targets = dashboard.panels.flatMap((panel) => panel.targets.map((target) => ({ title: panel.title, target })))
const queries = targets.filter(({ target }) => target.url_options)
const expressions = targets.filter(({ target }) => target.expr)

/** The value at a selector such as `location.name`. */
const at = (value: unknown, selector: string): unknown =>
  selector.split('.').reduce<unknown>((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], value)

test.each(queries)('the panel "$title" gets a value for each column from the demo', async ({ target }) => {
  const { status, ...answer } = await gateway.query(target.url_options?.body_graphql_query ?? '')
  expect([status, answer.errors]).toEqual([200, undefined])
  const rows = [at(answer, target.root_selector ?? '')].flat()
  expect(rows.length).toBeGreaterThan(0)
  for (const { selector } of target.columns ?? [])
    expect([selector, rows.some((row) => at(row, selector) != null)]).toEqual([selector, true])
})

test('every metric of the panels exists, with the labels by which they group', async () => {
  const query = '{ activity(first: 1) { nodes { title } } }'
  await gateway.query(query)
  await gateway.query(query) // needs no call
  const watcher = await subscribe(gateway.url, 'subscription { activity { change } }')
  await watcher.next()
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
  watcher.close()
  expect(expressions.length).toBeGreaterThan(2)
  for (const { target } of expressions) {
    const { name, by = '' } = /by \((?<by>[^)]+)\).*?(?<name>deploygraph_\w+)/.exec(target.expr ?? '')?.groups ?? {}
    const [, labels = ''] = new RegExp(`^${name}\\{(.*)\\} `, 'm').exec(metrics) ?? []
    const names = [...labels.matchAll(/(\w+)="/g)].map(([, label]) => label)
    expect([name, names]).toEqual([name, expect.arrayContaining(by.split(', '))])
  }
})

test('every panel reads a data source that the dashboard asks for, and none overlaps another', () => {
  const variables = dashboard.templating.list.map(({ name }) => `\${${name}}`)
  for (const { datasource, targets } of dashboard.panels)
    for (const { uid } of [datasource, ...targets.map((target) => target.datasource)]) expect(variables).toContain(uid)
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
})
