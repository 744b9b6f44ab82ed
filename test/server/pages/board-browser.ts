import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { sha256 } from '../../auth/callers.ts'
import { type Gateway, NOW, useGateways } from '../../support/gateway.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const VIEWS = ['', '/waiting', '/timeline?at=09:20', '/where', '/stats']
const QUIET = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map((name) => `--disable-${name}`)

type Change = (data: Record<string, unknown>) => void

const PROBLEM = {
  service: 'IMAGE_BUILDER',
  code: 'AWS_ACCESS_DENIED',
  message: 'Not allowed.',
  location: { name: 'eu-west-1' },
}

/** How the answers of the gateway are changed for each state of the page. */
const STATES: Record<string, Change | 'offline' | undefined> = {
  usual: undefined,
  empty: (data) => {
    for (const value of Object.values(data))
      if (value && typeof value === 'object' && 'nodes' in value) value.nodes = []
  },
  partial: (data) => {
    for (const value of Object.values(data))
      if (value && typeof value === 'object' && 'problems' in value) value.problems = [PROBLEM]
  },
  error: 'offline',
}

/** Tests the board in Chromium. */
export function describeBoard(executablePath: string, gateway: Gateway): void {
  const { start } = useGateways({ world: demoWorld() })
  let browser: Browser
  let page: Page
  let trouble: string[]
  let mayFail: boolean

  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--no-first-run',
      ...QUIET,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ]
    browser = await chromium.launch({ executablePath, args })
  }, 600_000)
  afterAll(() => browser.close())

  const openPage = async (options: BrowserContextOptions = {}) => {
    page = await (await browser.newContext(options)).newPage()
    await page.clock.setFixedTime(NOW)
    page.on('console', (message) => message.type() === 'error' && !mayFail && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.context().on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') trouble.push(`left the machine: ${request.url()}`)
    })
  }
  beforeEach(() => {
    trouble = []
    mayFail = false
  })
  // Violations of the policy, exceptions and requests to elsewhere all end up here: none may happen in any test.
  afterEach(async () => {
    await page.context().close()
    expect(trouble).toEqual([])
  })

  const go = async (path: string, url = gateway.url) => {
    await page.goto(`${url}/board${path}`)
    await page.locator('main h1').first().waitFor({ timeout: 60_000 })
  }

  /** Blocks sockets, so that the page polls, and changes each answer. */
  async function changeAnswers(change: Change | 'offline' | undefined) {
    await page.routeWebSocket(/graphql/, (socket) => socket.close())
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch()
      const body = await response.json()
      if (typeof change === 'function' && body.data) change(body.data)
      await route.fulfill({ response, json: body })
    })
  }

  async function violations(): Promise<string[]> {
    await page.evaluate(AXE)
    return page.evaluate<string[]>(
      `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`,
    )
  }

  async function deployment(): Promise<string> {
    await go('')
    const href = await page.locator('a[href*="/board/d/"]').first().getAttribute('href')
    return href?.replace(/^.*\/board/, '') ?? ''
  }

  describe.each(Object.keys(STATES))('in the state "%s"', (state) => {
    it.each(['light', 'dark'] as const)(
      'has no violation of axe in any view, %s',
      async (colorScheme) => {
        mayFail = state === 'error'
        await openPage({ colorScheme, viewport: { width: 1440, height: 900 } })
        const change = STATES[state]
        const path = await deployment()
        await changeAnswers(change)
        for (const view of [...VIEWS, path]) {
          if (state === 'empty' && view === path) continue
          await go(view)
          if (change === 'offline') {
            await page.route('**/graphql', (route) => route.abort())
            await page.getByText('The server does not answer.').waitFor({ timeout: 60_000 })
            await page.unroute('**/graphql')
          }
          if (state === 'partial' && view !== path)
            await page.getByText('Image Builder in eu-west-1 is missing.').first().waitFor()
          expect([view, await violations()]).toEqual([view, []])
        }
      },
      300_000,
    )
  })

  it('does not scroll sideways at 390 px in any view', async () => {
    await openPage({ viewport: { width: 390, height: 844 } })
    for (const view of [await deployment(), ...VIEWS]) {
      await go(view)
      expect([view, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([view, 390])
    }
  }, 300_000)

  it('is used by the keyboard alone', async () => {
    await openPage({ viewport: { width: 1440, height: 900 } })
    await go('')
    await page.keyboard.press('2')
    await page.waitForURL(/\/board\/waiting$/)
    await page.keyboard.press('Escape')
    await page.waitForURL(/\/board$/)
    await page.keyboard.press('/')
    await page.keyboard.type('checkout-api')
    await page.waitForURL(/app=checkout-api/)
    await page.keyboard.press('Tab')
    await page.locator('main a[href*="/board/d/"]').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/board\/d\//)
    const grid = page.getByRole('group', { name: /^\d+ targets: \d+ failed, \d+ running, \d+ done/ })
    await grid.focus()
    await page.keyboard.press('Home')
    const first = await page.locator('.inspector [role=status]').textContent()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(
      `document.querySelector('.inspector [role=status]').textContent !== ${JSON.stringify(first)}`,
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/target=i-/)
  }, 300_000)

  it('draws a thousand cells with a fixed number of elements', async () => {
    await openPage({ viewport: { width: 1440, height: 900 } })
    await changeAnswers((data) => {
      const { targets } = (data.codeDeployDeployment ?? {}) as { targets?: { nodes: object[] } }
      if (targets)
        targets.nodes = Array.from({ length: 1_000 }, (_, index) => ({
          targetId: `i-${index}`,
          status: index % 50 === 0 ? 'FAILED' : 'SUCCEEDED',
        }))
    })
    await go('/d/us-east-1/d-M1528KX2M')
    const grid = page.getByRole('group', { name: /^1000 targets: 20 failed, 0 running, 980 done/ })
    await grid.waitFor({ timeout: 60_000 })
    expect(await grid.locator('*').count()).toBeLessThan(20)
  }, 300_000)

  it('asks for a key where the gateway wants one, and keeps it in the tab', async () => {
    mayFail = true
    const keys = [{ name: 'ada', sha256: sha256('hunter2'), scopes: ['deployments:read'] }]
    const locked = await start({ auth: { mode: 'apiKey', keys } })
    await openPage()
    await go('', locked.url)
    await page.getByRole('heading', { name: 'Sign in to see the board.' }).waitFor()
    await page.getByLabel('Key or token').fill('hunter2')
    await page.getByRole('button', { name: 'Open the board' }).click()
    await page.getByRole('heading', { name: 'Just ended' }).waitFor({ timeout: 60_000 })
    expect(
      await page.evaluate(`[sessionStorage.length, localStorage.length, document.cookie, location.search]`),
    ).toEqual([1, 0, '', ''])
    await page.getByText(/^Live/).waitFor({ timeout: 60_000 })
  }, 300_000)

  it('loads in a ninth tab while eight are open', async () => {
    await openPage()
    await go('')
    const { length: count } = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const tab = await page.context().newPage()
        await tab.goto(`${gateway.url}/board`)
        await tab.getByRole('heading', { name: 'Just ended' }).waitFor({ timeout: 120_000 })
      }),
    )
    expect(count).toBe(8)
  }, 300_000)
}
