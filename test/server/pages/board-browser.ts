import type { Browser, Page, Route } from 'playwright-core'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { sha256 } from '../../auth/callers.ts'
import { type Gateway, useGateways } from '../../support/gateway.ts'
import { type Change, FAILED, useBoardPage, VIEWS } from './board-page.ts'

const PROBLEM = {
  service: 'IMAGE_BUILDER',
  code: 'AWS_ACCESS_DENIED',
  message: 'Not allowed.',
  location: { name: 'eu-west-1' },
}

// How often the page asks while sockets are blocked.
const POLL_MS = 5_000

const MISSING = 'Image Builder in eu-west-1 is missing.'
const NO_TARGETS = 'AWS_ACCESS_DENIED: No targets.'

const eachList = (data: object, change: (list: Record<string, unknown>) => void) => {
  for (const value of Object.values(data)) if (value && typeof value === 'object') change(value)
}

const NO_SPREAD = { count: 0, p50: null, p90: null, max: null }
const NO_DEPLOYMENTS = {
  ...{ deployments: 0, succeeded: 0, failed: 0, stopped: 0, rollbacks: 0, byDay: [], byGroup: [] },
  ...{ deploymentFrequencyPerDay: 0, changeFailureRate: null },
  ...{ durationSeconds: NO_SPREAD, failedDeploymentRecoverySeconds: NO_SPREAD },
}
const NO_FAILURES = {
  headline: null,
  failedTargets: 0,
  totalTargets: 0,
  affectedPercent: 0,
  inspectedTargets: 0,
  groups: [],
}

/** The words of each view that has nothing in it. */
const EMPTY_WORDS: Record<string, string> = {
  '': 'Nothing is rolling out.',
  '/waiting': 'Nobody has to act.',
  '/timeline?at=09:20': 'Nothing was under way at 09:20.',
  '/where': 'Nothing was deployed in 30 days.',
  '/stats': 'Nothing was deployed in this time.',
  [FAILED]: 'No target failed.',
}

/** How the answers of the gateway are changed for each state of the page. */
const STATES: Record<string, Change> = {
  usual: () => undefined,
  empty: (data) =>
    eachList(data, (list) => {
      if ('nodes' in list) list.nodes = []
      if ('byDay' in list) Object.assign(list, NO_DEPLOYMENTS)
      if ('targets' in list) list.targets = { totalCount: 0, nodes: [] }
      if ('eventCounts' in list) Object.assign(list, { overview: null, eventCounts: [], failureSummary: NO_FAILURES })
    }),
  partial: (data) =>
    eachList(data, (list) => {
      if ('problems' in list) list.problems = [PROBLEM]
    }),
  error: () => undefined,
}

/** Tests the board in Chromium: every view in every state, by keyboard and with a key. */
export function describeBoard(browser: () => Browser, gateway: Gateway): void {
  const { start } = useGateways({ world: demoWorld() })
  const board = useBoardPage(browser, () => gateway.url)
  const { state: flags, openPage, go, changeAnswers, blockSockets, violations } = board

  /** Lets AWS refuse to list the targets of a deployment. */
  const refuseTargets = (page: Page) =>
    page.route('**/graphql', (route) => {
      if (!route.request().postDataJSON().query.includes('query Targets(')) return route.fallback()
      const error = { message: 'No targets.', path: ['codeDeployDeployment', 'targets'] }
      const errors = [{ ...error, extensions: { code: 'AWS_ACCESS_DENIED' } }]
      return route.fulfill({ json: { data: { codeDeployDeployment: null }, errors } })
    })

  const abort = (route: Route) => route.abort()

  async function deployment(page: Page): Promise<string> {
    await go('')
    const href = await page.locator('a[href*="/board/d/"]').first().getAttribute('href')
    return href?.replace(/^.*\/board/, '') ?? ''
  }

  describe.each(Object.keys(STATES))('in the state "%s"', (state) => {
    it.each(['light', 'dark'] as const)(
      'has no violation of axe in any view, %s',
      async (colorScheme) => {
        flags.mayFail = state === 'error'
        const options = { colorScheme, viewport: { width: 1440, height: 900 } }
        const page = await openPage(options, { hasTimers: state === 'error' })
        const path = state === 'empty' || state === 'partial' ? FAILED : await deployment(page)
        await blockSockets()
        await changeAnswers(STATES[state] as Change)
        if (state === 'partial') await refuseTargets(page)
        for (const view of [...VIEWS, path]) {
          await go(view)
          if (state === 'empty')
            await page
              .getByText(EMPTY_WORDS[view] ?? '')
              .first()
              .waitFor()
          if (state === 'error') {
            await page.route('**/graphql', abort)
            await page.clock.fastForward(POLL_MS)
            await page.getByText('The server does not answer.').waitFor({ timeout: 60_000 })
            await page.unroute('**/graphql', abort)
          }
          if (state === 'partial')
            await page
              .getByText(view === path ? NO_TARGETS : MISSING)
              .first()
              .waitFor()
          expect([view, await violations()]).toEqual([view, []])
        }
      },
      300_000,
    )
  })

  it('is used by the keyboard alone', async () => {
    const page = await openPage()
    await go('')
    await page.keyboard.press('2')
    await page.waitForURL(/\/board\/waiting$/)
    await page.keyboard.press('Escape')
    await page.waitForURL(/\/board$/)
    await page.keyboard.press('/')
    await page.keyboard.type('checkout-api')
    await page.waitForURL(/app=checkout-api/)
    const isOnRow = `document.activeElement.matches('main a[href*="/board/d/"]')`
    for (let tabs = 0; tabs < 40 && !(await page.evaluate(isOnRow)); tabs++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/board\/d\//)
    const grid = page.getByRole('group', { name: /^\d+ targets: \d+ failed, \d+ running, \d+ done/ })
    await grid.waitFor()
    const isOnGrid = `document.activeElement.matches('svg[role=group]')`
    for (let tabs = 0; tabs < 40 && !(await page.evaluate(isOnGrid)); tabs++) await page.keyboard.press('Tab')
    await page.keyboard.press('Home')
    const first = await page.locator('.inspector [role=status]').textContent()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(
      `document.querySelector('.inspector [role=status]').textContent !== ${JSON.stringify(first)}`,
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/target=i-/)
  }, 300_000)

  describe('where the gateway wants a key', () => {
    const keys = [{ name: 'ada', sha256: sha256('hunter2'), scopes: ['deployments:read'] }]

    const signIn = async () => {
      flags.mayFail = true
      const locked = await start({ auth: { mode: 'apiKey', keys } })
      const page = await openPage()
      await go('', locked.url)
      await page.getByRole('heading', { name: 'Sign in to see the board.' }).waitFor()
      await page.getByLabel('Key or token').fill('hunter2')
      await page.getByRole('button', { name: 'Open the board' }).click()
      await page.getByRole('heading', { name: 'Just ended' }).waitFor({ timeout: 60_000 })
      return { page, locked }
    }

    it('asks for one, and keeps it in the tab', async () => {
      const { page } = await signIn()
      expect(
        await page.evaluate(`[sessionStorage.length, localStorage.length, document.cookie, location.search]`),
      ).toEqual([1, 0, '', ''])
      await page.getByText(/^Live/).waitFor({ timeout: 60_000 })
    }, 300_000)

    it('says which right is missing where the key may not read logs, and shows the rest', async () => {
      const { page, locked } = await signIn()
      await go(FAILED, locked.url)
      await page.getByText('You may not read logs.').waitFor({ timeout: 60_000 })
      expect(await page.getByText('Log tail hidden: needs logs:read.').count()).toBeGreaterThan(0)
      expect(await page.getByText(/ timed out$| failed$/).count()).toBeGreaterThan(0)
      expect(await violations()).toEqual([])
    }, 300_000)
  })
}
