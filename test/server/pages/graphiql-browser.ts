import type { Browser, Page } from 'playwright-core'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { sha256 } from '../../auth/callers.ts'
import { NOW, useGateways } from '../../support/gateway.ts'
import { examplesOf, useGraphiql } from './graphiql-page.ts'

// How many seconds of the emulated AWS pass in one.
const SPEED = 10

/** Tests the page of GraphiQL at `home` in Chromium; `examples` are the texts of its example queries. */
export function describeUse(browser: () => Browser, examples: readonly string[], home: () => string): void {
  const { start } = useGateways({ world: demoWorld() })
  const view = useGraphiql(browser, home)
  let page: Page
  let trouble: string[]
  beforeEach(() => {
    page = view.page
    trouble = view.trouble
  })

  const editor = () => page.locator('.graphiql-query-editor .view-lines').first()
  const tabs = () => page.locator('.graphiql-tab-button').allTextContents()
  const pane = () => examplesOf(page)
  const addressSays = (word: string) => page.waitForURL((url) => url.searchParams.get('query')?.includes(word) ?? false)
  /** Brightness of the page's background, 0 to 255. */
  async function brightness(): Promise<number> {
    const background = `getComputedStyle(document.querySelector('.graphiql-container')).backgroundColor`
    const [red = '', green = '', blue = ''] = (await page.evaluate<string>(background)).match(/[\d.]+/g) ?? []
    return (Number(red) + Number(green) + Number(blue)) / 3
  }

  it('opens with the first example and lists all examples by question', async () => {
    expect(await page.title()).toBe('deploygraph')
    expect(await tabs()).toEqual(['FleetOverview'])
    expect(await pane().getByRole('heading', { level: 3 }).allTextContents()).toEqual([
      'What is rolling out?',
      'Why did it fail?',
      'Who is waiting?',
      'What runs where, and how well?',
    ])
    expect((await pane().getByRole('button').allTextContents()).sort()).toEqual(
      examples.map((query) => query.slice(2, query.indexOf('\n'))).sort(),
    )
  })

  it('opens an example in its own tab and returns to that tab the next time', async () => {
    const waiting = pane().getByRole('button', { name: 'Which deployments wait for somebody to reroute the traffic?' })
    await waiting.click()
    await editor().getByText('ReadyToReroute').waitFor()
    await page.locator('.graphiql-tab-button', { hasText: 'ReadyToReroute' }).waitFor()
    await pane().getByRole('button', { name: 'What is rolling out right now, and how far is it?' }).click()
    await editor().getByText('FleetOverview').waitFor()
    await waiting.click()
    await editor().getByText('ReadyToReroute').waitFor()
    expect(await tabs()).toEqual(['FleetOverview', 'ReadyToReroute'])
  })

  it('wraps long lines', async () => {
    await editor().click()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(`# ${'long '.repeat(200)}`)
    await page.waitForFunction(`document.querySelectorAll('.graphiql-query-editor .view-line').length > 3`)
  })

  it('runs the first example and shows its answer and its cost', async () => {
    const answered = page.waitForResponse(
      (response) => response.request().postData()?.includes('FleetOverview') ?? false,
    )
    await page.getByRole('button', { name: /^Execute query/ }).click()
    const { data, extensions } = await (await answered).json()
    const [first] = data.codeDeployDeployments.nodes
    await page
      .locator('.result-window .view-line', { hasText: first.title.split(' ')[0] })
      .first()
      .waitFor()
    const { totalCalls, batches, waitedMs } = extensions.aws
    expect(totalCalls).toBe(4)
    expect(await page.locator('.receipt').textContent()).toMatch(
      new RegExp(`^4 AWS calls · ${batches} batches · 0 shared · 0 remembered · waited ${waitedMs} ms$`),
    )
    expect(await page.locator('.receipt').getAttribute('title')).toBe(
      'codedeploy:BatchGetDeployments 2\ncodedeploy:ListDeployments 2',
    )
  })

  it('runs an example by Ctrl-Enter at once, also while the one before is watched', async () => {
    const answer = page.locator('.result-window .view-lines')
    await pane().getByRole('button', { name: 'Can I watch it roll out?' }).click()
    await page.keyboard.press('Control+Enter')
    await answer.getByText('"change"').first().waitFor()
    const sent = page.waitForRequest((request) => request.postData()?.includes('query InLine') ?? false)
    await pane().getByRole('button', { name: 'Which deployments wait for their turn?' }).click()
    await page.keyboard.press('Control+Enter')
    expect((await sent).postDataJSON().operationName).toBe('InLine')
    await answer.getByText('"nodes"').first().waitFor()
    await page.getByRole('button', { name: /^Execute query/ }).waitFor()
    expect(await answer.textContent()).not.toMatch(/"errors"|"change"/)
  })

  it('runs the example of a subscription, with the headers of the user, and shows what changes', async () => {
    const keys = [{ name: 'ada', sha256: sha256('hunter2'), scopes: ['deployments:read'] }]
    const startedAt = performance.now()
    const clock = () => NOW + SPEED * (performance.now() - startedAt)
    const auth = { mode: 'apiKey', keys } as const
    const moving = await start({ auth, introspection: true, clock, gatewayClock: clock })
    page = await page.context().newPage() // its console errors about the refusals are not recorded
    page.on('console', (message) => message.text().includes('Security Policy') && trouble.push(message.text()))
    await page.goto(moving.url)
    await page.getByRole('button', { name: 'Headers' }).click()
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').click()
    await page.keyboard.insertText('{ "x-api-key": "hunter2" }')
    await pane().getByRole('button', { name: 'Can I watch it roll out?' }).click()
    await page.locator('.graphiql-tab-button', { hasText: 'WatchItRollOut' }).waitFor()
    await page.getByRole('button', { name: 'Headers' }).click()
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').click()
    await page.keyboard.insertText('{ "x-api-key": "hunter2" }')
    await page.getByRole('button', { name: /^Execute query/ }).click()
    const answer = page.locator('.result-window .view-lines')
    await answer.getByText('"CHANGED"').waitFor()
    const before = await answer.textContent()
    await page.waitForFunction(
      (old) => document.querySelector('.result-window .view-lines')?.textContent !== old,
      before,
    )
    await page.getByRole('button', { name: /^Stop query/ }).click()
  })

  it('shows and runs the query and variables of a link, even with tabs from an earlier visit', async () => {
    const query = 'query Shared($name: String!) { codeDeployApplication(applicationName: $name) { applicationName } }'
    const variables = '{ "name": "checkout-api" }'
    await page.waitForFunction(`localStorage.getItem('graphiql:tabState')`)
    page = await page.context().newPage()
    await page.goto(`${home()}?${new URLSearchParams({ query, variables })}`)
    await editor().getByText('Shared').waitFor()
    await page.locator('.graphiql-editor-tool .view-line', { hasText: 'checkout-api' }).waitFor()
    await page.locator('.result-window .view-line', { hasText: 'applicationName' }).waitFor()
    expect(await tabs()).toEqual(['FleetOverview', 'Shared'])
  })

  it('keeps the current query in its address, so that copying the address shares it', async () => {
    await editor().click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('query Typed { locations { name')
    await addressSays('Typed')
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.locator('.graphiql-query-editor .view-line', { hasText: 'Typed' }).waitFor()
    await pane().getByRole('button', { name: 'Which deployments wait for their turn?' }).click()
    await addressSays('InLine')
    expect(new URL(page.url()).searchParams.has('variables')).toBe(false)
  })

  it('is marked as a demo, and its documentation says where to begin, with the fields of federation last', async () => {
    expect(await page.locator('.graphiql-logo .demo').textContent()).toBe('DEMO')
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
    const explorer = page.locator('.graphiql-doc-explorer')
    await explorer.getByText('Where to begin').waitFor()
    await explorer.getByRole('link', { name: 'Query', exact: true }).first().click()
    const names = explorer.locator('.graphiql-doc-explorer-field-name')
    await names.first().waitFor()
    expect((await names.allTextContents()).slice(-2)).toEqual(['_entities', '_service'])
  })

  it('follows the system’s dark or light theme and the user’s choice', async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await brightness()).toBeGreaterThan(200)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await brightness()).toBeLessThan(80)
    await page.getByRole('button', { name: 'Open settings dialog' }).click()
    await page.getByRole('button', { name: 'Light', exact: true }).click()
    expect(await brightness()).toBeGreaterThan(200)
    await page.getByRole('button', { name: 'Dark', exact: true }).click()
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await brightness()).toBeLessThan(80)
  })

  it('documents a field with its cost and a link to AWS that opens in a new tab', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
    await page.getByRole('link', { name: 'Query', exact: true }).first().click()
    await page.getByRole('link', { name: 'codeDeployDeployment', exact: true }).first().click()
    const description = page.locator('.graphiql-doc-explorer .graphiql-markdown-description').first()
    expect(await description.textContent()).toContain('25 of one query share a call')
    const link = description.getByRole('link', { name: 'BatchGetDeployments' })
    expect(await link.getAttribute('href')).toBe(
      'https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeployments.html',
    )
    expect([await link.getAttribute('target'), await link.getAttribute('rel')]).toEqual(['_blank', 'noreferrer'])
  })

  it('completes field names from its own worker', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
    await page.getByRole('link', { name: 'Query' }).first().waitFor() // the schema has arrived
    await page.locator('.graphiql-query-editor .monaco-editor').first().click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('{ locat')
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'locations' }).waitFor()
    const workers = page.workers().map((worker) => new URL(worker.url()).pathname)
    expect(workers).toContainEqual(expect.stringMatching(/^\/graphiql\/graphql\.worker-\w+\.js$/))
  })

  it('marks unknown fields', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
    await page.getByRole('link', { name: 'Query' }).first().waitFor()
    await page.locator('.graphiql-query-editor .monaco-editor').first().click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('{ nonsense ')
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor()
  })

  it('sends the headers of the user to a gateway with authentication', async () => {
    const keys = [{ name: 'ada', sha256: sha256('hunter2'), scopes: ['deployments:read'] }]
    const locked = await start({ auth: { mode: 'apiKey', keys }, introspection: true })
    page = await page.context().newPage() // its console errors about the refusals are not recorded
    await page.goto(locked.url)
    await page.getByRole('button', { name: 'Headers' }).click()
    await page.locator('.graphiql-editor-tool .monaco-editor:visible').click()
    await page.keyboard.insertText('{ "x-api-key": "hunter2" }')
    const answered = page.waitForResponse(
      (response) => response.status() === 200 && new URL(response.url()).pathname === '/graphql',
    )
    await page.getByRole('button', { name: 'Re-fetch GraphQL schema' }).click()
    expect((await (await answered).json()).data.__schema.queryType).toMatchObject({ name: 'Query' })
  })

  it('adds a field to the query when the user ticks it in the explorer', async () => {
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click()
    await page.locator('.graphiql-explorer-root').getByText('creator', { exact: true }).click()
    await page.locator('.graphiql-query-editor .view-line', { hasText: 'creator' }).waitFor()
  })
}
