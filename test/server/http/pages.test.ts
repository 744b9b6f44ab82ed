import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { type Browser, chromium, type Page } from 'playwright-core'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { graphiql } from '../../../src/server/http/pages.ts'
import { sha256 } from '../../auth/callers.ts'
import { startGateway } from '../../support/gateway.ts'

const root = new URL('../../..', import.meta.url)
const examples = readdirSync(new URL('graphiql/examples/', root)).filter((file) => file.endsWith('.graphql'))
// biome-ignore lint/style/noProcessEnv: where the browser is belongs to the machine, not to the gateway's configuration
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

let gateway: Awaited<ReturnType<typeof startGateway>>
let home: URL
const app = Fastify()

beforeAll(async () => {
  execFileSync(process.execPath, ['graphiql/build.mjs'], { cwd: root })
  gateway = await startGateway({ world: demoWorld() })
  home = new URL('/', gateway.url)
  await app.register(graphiql)
}, 600_000)
afterAll(() => gateway.stop())

describe('the example query', () => {
  // What each one is about: a value of this kind must be in its answer.
  const found: Record<string, RegExp> = {
    'activity-feed.graphql': /"service":"CODEDEPLOY".*"hasNextPage":true/,
    'blue-green-weights.graphql': /"trafficWeight":\d/,
    'configuration-rollouts.graphql': /"eventType":"PERCENTAGE_UPDATED"/,
    'fleet-overview.graphql': /"percentComplete":\d/,
    'in-line.graphql': /"rawStatus":"Created".*"rawStatus":"Queued"|"rawStatus":"Queued".*"rawStatus":"Created"/,
    'ready-to-reroute.graphql': /"phase":"WAITING".*"actionOnTimeout":"STOP_DEPLOYMENT"/,
    'image-lifecycle.graphql': /"resourceId":"arn:aws:imagebuilder:.*"action":{"name":"DELETE"/,
    'target-log.graphql': /"logTail":"[^"]/,
    'why-did-it-fail.graphql': /"errorCode":"[^"]/,
  }

  it.each(examples)('of %s returns the expected data from the demo without an error', async (file) => {
    const { data, errors } = await gateway.query(readFileSync(new URL(`graphiql/examples/${file}`, root), 'utf8'))
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).toMatch(found[file] ?? /^no expectation written/)
  })

  it('of every file begins with a comment whose first line is a question', () => {
    for (const file of examples)
      expect(readFileSync(new URL(`graphiql/examples/${file}`, root), 'utf8')).toMatch(/^# [A-Z].*\?\n/)
  })
})

describe('the GraphiQL page over HTTP', () => {
  it('allows no other origin, no inline script, no eval and no framing', async () => {
    const response = await fetch(home)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'; ")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src|unsafe-eval|blob:|https?:|\*/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc="graphiql\/)/)
  })

  it('must be revalidated, while its assets are immutable', async () => {
    const response = await fetch(home)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const script = /src="(graphiql\/page-\w+\.js)"/.exec(await response.text())?.[1] ?? ''
    const asset = await fetch(new URL(script, home))
    expect(asset.headers.get('content-type')).toBe('application/javascript; charset=utf-8')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-security-policy')).toContain("default-src 'self'")
  })

  it.each([
    ['br', 'gzip, br', 'br'],
    ['gzip', 'gzip', 'gz'],
  ])('serves the assets of the build in %s to a client that accepts %s', async (coding, accepted, suffix) => {
    const folder = new URL('dist/graphiql/', root)
    const name = readdirSync(folder).find((file) => /^page-\w+\.js$/.test(file)) ?? ''
    const response = await app.inject({ url: `/graphiql/${name}`, headers: { 'accept-encoding': accepted } })
    expect(response.headers).toMatchObject({
      'content-encoding': coding,
      'content-type': 'application/javascript; charset=utf-8',
      vary: 'accept-encoding',
    })
    expect(response.rawPayload.equals(readFileSync(new URL(`${name}.${suffix}`, folder)))).toBe(true)
    const plain = await app.inject(`/graphiql/${name}`)
    expect(plain.headers).not.toHaveProperty('content-encoding')
    expect(plain.rawPayload.equals(readFileSync(new URL(name, folder)))).toBe(true)
    expect(response.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
  })

  it('serves only files of the bundle', async () => {
    const response = await fetch(new URL('graphiql/..%2f..%2fpackage.json', home))
    expect(response.status).toBe(403)
  })

  it('says how to build the bundle when it is missing', async () => {
    const unbuilt = Fastify()
    await unbuilt.register(graphiql, { folder: new URL('no-such-folder/', root) })
    const response = await unbuilt.inject('/')
    expect(response.statusCode).toBe(503)
    expect(response.body).toContain('npm run build')
  })
})

function inBrowser(): void {
  let browser: Browser
  let page: Page
  let trouble: string[]

  beforeAll(async () => {
    const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map(
      (name) => `--disable-${name}`,
    )
    const args = [
      '--no-sandbox',
      '--no-first-run',
      ...quiet,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ]
    browser = await chromium.launch({ executablePath, args })
  }, 600_000)
  afterAll(() => browser.close())

  beforeEach(async () => {
    trouble = []
    page = await (await browser.newContext()).newPage()
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('requestfailed', (request) => trouble.push(`${request.url()}: ${request.failure()?.errorText}`))
    page.context().on('request', (request) => {
      if (!/^(data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) trouble.push(`left the machine: ${request.url()}`)
    })
    await page.goto(home.href)
    await page.locator('.graphiql-query-editor .view-line').first().waitFor()
  }, 600_000)
  // Blocked requests, policy violations and exceptions all end up here: none may happen in any test.
  afterEach(async () => {
    await page.context().close()
    expect(trouble).toEqual([])
  })

  const editor = () => page.locator('.graphiql-query-editor .view-lines').first()
  const tabs = () => page.locator('.graphiql-tab-button').allTextContents()
  const pane = () => page.getByRole('region', { name: 'Examples' })
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
    ])
    const asked = examples.map((file) => readFileSync(new URL(`graphiql/examples/${file}`, root), 'utf8'))
    expect((await pane().getByRole('button').allTextContents()).sort()).toEqual(
      asked.map((query) => query.slice(2, query.indexOf('\n'))).sort(),
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

  it('shows and runs the query and variables of a link, even with tabs from an earlier visit', async () => {
    const query = 'query Shared($name: String!) { codeDeployApplication(applicationName: $name) { applicationName } }'
    const variables = '{ "name": "checkout-api" }'
    await page.waitForFunction(`localStorage.getItem('graphiql:tabState')`)
    page = await page.context().newPage()
    await page.goto(`${home.href}?${new URLSearchParams({ query, variables })}`)
    await editor().getByText('Shared').waitFor()
    await page.locator('.graphiql-editor-tool .view-line', { hasText: 'checkout-api' }).waitFor()
    await page.getByRole('button', { name: /^Execute query/ }).click()
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
    const locked = await startGateway({ world: demoWorld(), auth: { mode: 'apiKey', keys }, introspection: true })
    try {
      page = await page.context().newPage() // of which nobody notes that it complains of the refusals
      await page.goto(locked.url)
      await page.getByRole('button', { name: 'Headers' }).click()
      await page.locator('.graphiql-editor-tool .monaco-editor:visible').click()
      await page.keyboard.insertText('{ "x-api-key": "hunter2" }')
      const answered = page.waitForResponse(
        (response) => response.status() === 200 && new URL(response.url()).pathname === '/graphql',
      )
      await page.getByRole('button', { name: 'Re-fetch GraphQL schema' }).click()
      expect((await (await answered).json()).data.__schema.queryType).toMatchObject({ name: 'Query' })
    } finally {
      await locked.stop()
    }
  })

  it('adds a field to the query when the user ticks it in the explorer', async () => {
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click()
    await page.locator('.graphiql-explorer-root').getByText('creator', { exact: true }).click()
    await page.locator('.graphiql-query-editor .view-line', { hasText: 'creator' }).waitFor()
  })
}

if (existsSync(executablePath)) describe('the GraphiQL page in a browser', inBrowser)
else process.stdout.write(`GraphiQL in a browser: not tested, no ${executablePath}; CHROMIUM_PATH may name another.\n`)
