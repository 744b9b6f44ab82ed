import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { FAILED, useBoardPage, VIEWS } from './board-page.ts'

const GROUP = /^\d+ targets: (\d+) failed, \d+ running, (\d+) done/
const assets = new URL('../../../dist/board/assets/', import.meta.url)

/** Elements that hide a part of their text, or reach beyond the right edge. */
const CUT_OFF = `[...document.querySelectorAll('body *')].filter((element) => {
  if (!element.checkVisibility() || element.closest('svg, .hidden, .skip, .long, .scroll, select, input')) return false
  const hides = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
  return hides || element.getBoundingClientRect().right > innerWidth + 1
}).map((element) => element.outerHTML.slice(0, 200))`

/** Tests the board in Chromium: what a deployment shows, and how pages fit. */
export function describeBoardDetails(browser: () => Browser, gateway: Gateway): void {
  const { openPage, go, changeAnswers, blockSockets } = useBoardPage(browser, () => gateway.url)

  it('shows the targets in the state that the address names, and as a table by a key', async () => {
    const page = await openPage()
    await go(`${FAILED}?state=failed`)
    const grid = page.getByRole('group', { name: /; shown: failed$/ })
    const [, failed, done] = GROUP.exec((await grid.getAttribute('aria-label')) ?? '') ?? []
    expect(Number(failed)).toBeGreaterThan(0)
    await page.keyboard.press('t')
    const rows = page.locator('table tbody tr')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(Math.min(100, Number(failed)))
    expect(await rows.filter({ hasText: 'failed' }).count()).toBe(Math.min(100, Number(failed)))
    await page.getByRole('button', { name: `${done} done` }).click()
    await page.waitForURL(/state=done/)
    await page.getByRole('button', { name: `${done} done`, pressed: true }).click()
    await page.keyboard.press('t')
    await page.getByRole('group', { name: GROUP }).waitFor()
    expect(page.url()).toMatch(/d-M1528KX2M$/)
  }, 300_000)

  it('shows the events of a failed target and the end of its log', async () => {
    const page = await openPage()
    await go(`${FAILED}?target=i-02c2fd98d9029d491`)
    await page.locator('.inspector .log').waitFor({ timeout: 60_000 })
    await page.getByText(/^Log tail of [A-Z]\w+$/).waitFor()
    expect(await page.locator('.inspector .event-failed').count()).toBe(1)
  }, 300_000)

  it('says how many failed targets were read, and reads all', async () => {
    const page = await openPage()
    const inspected: unknown[] = []
    await blockSockets()
    await changeAnswers(({ codeDeployDeployment: deployment }, { query, variables }) => {
      if (!query.includes('query Detail(') || !deployment?.failureSummary) return
      if ('inspect' in variables) inspected.push(variables.inspect)
      Object.assign(deployment.failureSummary, { failedTargets: 412, inspectedTargets: 100 })
    })
    await go(FAILED)
    await page.getByText('100 of 412 failed targets read.').waitFor({ timeout: 60_000 })
    expect(await page.getByRole('heading', { name: 'Why targets failed' }).textContent()).toMatch(/ \d+ groups?$/)
    expect(new Set(inspected)).toEqual(new Set([100]))
    await page.getByRole('button', { name: 'Read all' }).click()
    await until(() => inspected.includes(1000))
    expect(page.url()).toContain('read=all')
  }, 300_000)

  it('says where a deployment is missing', async () => {
    const page = await openPage()
    await go('/d/us-east-1/d-ZZZZZZZZZ')
    const heading = await page.locator('h1').textContent()
    expect(heading).toMatch(/^No deployment d-ZZZZZZZZZ in (us-east-1 or eu-west-1|eu-west-1 or us-east-1)\.$/)
    await go('/d/eu-west-1/d-M1528KX2M')
    await page.getByRole('link', { name: 'It is in us-east-1.' }).click()
    await page.waitForURL(/\/d\/us-east-1\/d-M1528KX2M$/)
  }, 300_000)

  it('draws a thousand cells with a fixed number of elements', async () => {
    const page = await openPage()
    await blockSockets()
    await changeAnswers(({ codeDeployDeployment: deployment }) => {
      if (deployment?.targets)
        deployment.targets.nodes = Array.from({ length: 1_000 }, (_, index) => ({
          targetId: `i-${index}`,
          status: index % 50 === 0 ? 'FAILED' : 'SUCCEEDED',
        }))
    })
    await go(FAILED)
    const grid = page.getByRole('group', { name: /^1000 targets: 20 failed, 0 running, 980 done/ })
    await grid.waitFor({ timeout: 60_000 })
    expect(await grid.locator('*').count()).toBeLessThan(20)
  }, 300_000)

  it('shows the first three of those that need a person, and the others at a click', async () => {
    const page = await openPage()
    await blockSockets()
    await changeAnswers(({ activity }, { query }) => {
      const [some] = activity?.nodes?.filter((node: { service: string }) => node.service === 'CODEDEPLOY') ?? []
      if (!query.includes('query UnderWay(') || !some) return
      activity.nodes = Array.from({ length: 5 }, (_, index) => ({
        ...{
          ...some,
          id: `waiting-${index}`,
          title: `service-${index} → production`,
          phase: 'WAITING',
          overview: null,
        },
        waiting: { kind: 'TRAFFIC_REROUTE', since: some.createdAt, deadline: null, phaseAtDeadline: 'STOPPED' },
      }))
    })
    await go('')
    await page.getByRole('heading', { name: /^5 wait for somebody/ }).waitFor({ timeout: 60_000 })
    expect(await page.locator('.need').count()).toBe(3)
    await page.getByRole('button', { name: /^\d more$/ }).click()
    await page.getByRole('heading', { name: 'service-4 → production' }).waitFor()
    expect(await page.locator('.need').count()).toBeGreaterThanOrEqual(5)
  }, 300_000)

  it('shows a day of the timeline, and three hours on a phone', async () => {
    for (const [width, length] of [
      [1440, '24 h'],
      [390, '3 h'],
    ] as const) {
      const page = await openPage({ viewport: { width, height: 844 } })
      await go('/timeline')
      await page.getByRole('button', { name: length, pressed: true }).waitFor()
      await page.context().close()
    }
  }, 300_000)

  it('asks AWS what was under way at a moment before the timeline begins', async () => {
    const page = await openPage()
    const asked: unknown[] = []
    await changeAnswers((_, { query, variables }) => {
      if (query.includes('query UnderWayAt(')) asked.push(variables)
    })
    await go('/timeline?at=2026-11-19T04:05Z&span=1h')
    await page.getByRole('heading', { name: /at 19 Nov 04:05/, level: 1 }).waitFor()
    await until(() => asked.length > 0)
    expect(asked[0]).toEqual({ at: '2026-11-19T04:05:00.000Z', locations: null })
  }, 300_000)

  it.each([
    ['at 390 px', { viewport: { width: 390, height: 844 } }],
    ['at 320 px', { viewport: { width: 320, height: 700 } }],
    ['at 200 % zoom', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
    ['at 1200 px', { viewport: { width: 1200, height: 800 } }],
  ])(
    'cuts nothing off and does not scroll sideways in any view, %s',
    async (_, options) => {
      const page = await openPage(options)
      for (const view of [FAILED, ...VIEWS]) {
        await go(view)
        const width = await page.evaluate('document.documentElement.scrollWidth')
        expect([view, width, await page.evaluate(CUT_OFF)]).toEqual([view, options.viewport.width, []])
      }
    },
    300_000,
  )

  it('loads at most 100 kB of JavaScript compressed by gzip for any first view, with what it imports later', async () => {
    const now = await openPage()
    await go('')
    const ofOneTarget = now.locator('a[href*="/board/d/"]', { hasText: /storefront|catalog-service/ }).first()
    const shift = (await ofOneTarget.getAttribute('href'))?.replace(/^.*\/board/, '') ?? ''
    await now.context().close()
    for (const view of [FAILED, shift, ...VIEWS]) {
      const page = await openPage()
      const loaded = new Set<string>()
      page.on('request', (request) => {
        const [, file] = /\/board\/assets\/([^/]+\.js)$/.exec(request.url()) ?? []
        if (file) loaded.add(file)
      })
      await go(view)
      if (view === shift) await page.getByRole('heading', { name: 'Traffic' }).waitFor()
      const bytes = [...loaded].map((file) => readFileSync(new URL(`${file}.gz`, assets)).length)
      expect(bytes.length).toBeGreaterThan(view === '' ? 0 : 1)
      expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000)
      await page.context().close()
    }
  }, 300_000)

  it.each([
    ['reduce', 0],
    ['no-preference', 1],
  ] as const)(
    'moves bars as the system says: %s',
    async (reducedMotion, moving) => {
      const page = await openPage({ viewport: { width: 1440, height: 900 }, reducedMotion })
      await go('')
      await page.locator('rect.fill').first().waitFor()
      // In one go: the page cannot be drawn between the change and the count.
      const animations = await page.evaluate<number>(`(() => {
        const bar = document.querySelector('rect.fill')
        bar.getBoundingClientRect()
        bar.setAttribute('width', bar.getAttribute('width') === '3%' ? '4%' : '3%')
        return bar.getAnimations().length
      })()`)
      expect(Math.min(1, animations)).toBe(moving)
    },
    300_000,
  )
}
