import type { Browser } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { FAILED, useBoardPage, VIEWS } from './board-page.ts'

const PROBLEM = {
  service: 'IMAGE_BUILDER',
  code: 'AWS_ACCESS_DENIED',
  message: 'Not allowed.',
  location: { name: 'eu-west-1' },
}
const PHONE = { viewport: { width: 390, height: 844 } }

/** Texts that are drawn smaller than 11 px; the letters of marks stand for a word, which is their name. */
const SMALL_TEXT = `[...document.querySelectorAll('main *')].filter((element) => {
  const hasText = [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim())
  if (!hasText || !element.checkVisibility() || element.closest('.mark, .notice svg')) return false
  const scale = element.closest('svg') ? element.getScreenCTM().a : 1
  return scale * parseFloat(getComputedStyle(element).fontSize) < 10.99
}).map((element) => element.outerHTML.slice(0, 200))`

/** How a chart fits in its place. */
const FIT = `(() => {
  const chart = document.querySelector('.chart svg, .lanes svg')
  const { x, width } = chart.getBBox()
  return { isScaled: Math.abs(chart.getScreenCTM().a - 1) > 0.01, isCut: x + width > chart.clientWidth + 1 }
})()`

/** Links and buttons that a finger would miss: less than 44 px high or wide. The deployments of a history are narrower, to stand in one line. */
const SMALL_TARGETS = `[...document.querySelectorAll('a, button, select, input:not([type=checkbox])')].filter((element) => {
  if (!element.checkVisibility() || element.matches('.skip')) return false
  const { width, height } = element.getBoundingClientRect()
  return height < 43.5 || width < (element.closest('.history') ? 30 : 43.5)
}).map((element) => element.outerHTML.slice(0, 200))`

/** Tests the board in Chromium, on a phone: what is readable and what a finger reaches. */
export function describeBoardOnPhone(browser: () => Browser, gateway: Gateway): void {
  const { state, openPage, go, changeAnswers, blockSockets } = useBoardPage(browser, () => gateway.url)

  it.each([
    ['on a phone', PHONE],
    ['at 200 % zoom', { viewport: { width: 720, height: 450 } }],
    ['on a large screen', { viewport: { width: 1920, height: 1080 } }],
  ])(
    'shows no text below 11 px in any view, %s',
    async (_, options) => {
      const page = await openPage(options)
      for (const view of [FAILED, ...VIEWS, '/stats?within=P90D']) {
        await go(view)
        expect([view, await page.evaluate(SMALL_TEXT)]).toEqual([view, []])
      }
    },
    300_000,
  )

  it.each([
    ['/stats?within=P90D', PHONE],
    ['/timeline?at=09:20', { viewport: { width: 720, height: 450 } }], // a list on a phone
  ])(
    'draws the chart of %s in its own width in the first frame, before anything observes it',
    async (view, options) => {
      const page = await openPage(options)
      await page.addInitScript('window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} }')
      await go(view)
      await page.locator('.chart svg, .lanes svg').first().waitFor({ timeout: 60_000 })
      expect(await page.evaluate(FIT)).toEqual({ isScaled: false, isCut: false })
    },
    300_000,
  )

  it('has no target below 44 px in any view', async () => {
    const page = await openPage(PHONE)
    await blockSockets()
    await changeAnswers((data) => {
      if (data.activity) data.activity.problems = [PROBLEM]
    })
    for (const view of [`${FAILED}?target=i-02c2fd98d9029d491`, ...VIEWS, '?app=chekout']) {
      await go(view)
      if (view.startsWith(FAILED)) await page.locator('.inspector .log').waitFor({ timeout: 60_000 })
      expect([view, await page.evaluate(SMALL_TARGETS)]).toEqual([view, []])
    }
    await go('')
    expect(await page.locator('.day-strip').filter({ visible: true }).count()).toBe(0)
  }, 300_000)

  it('has no target below 44 px where the gateway wants a key', async () => {
    state.mayFail = true
    const page = await openPage(PHONE)
    await page.route('**/graphql', (route) => route.fulfill({ status: 401, json: {} }))
    await page.goto(`${gateway.url}/board`)
    await page.getByRole('heading', { name: 'Sign in to see the board.' }).waitFor()
    expect(await page.evaluate(SMALL_TARGETS)).toEqual([])
  }, 300_000)

  it('has facts as wide as their card, or two of them in a line', async () => {
    const page = await openPage(PHONE)
    await go(FAILED)
    const card = await page.locator('.facts').evaluate(({ clientWidth }) => clientWidth)
    const widths = await page
      .locator('.fact')
      .evaluateAll((all) => all.map((fact) => fact.getBoundingClientRect().width))
    expect(widths).toEqual([card, card / 2, card / 2, card, card])
  }, 300_000)

  it('keeps what stands in a line apart, but not far', async () => {
    const page = await openPage(PHONE)
    await go(FAILED)
    const arrow = page.locator('.before .history [aria-hidden]')
    expect(await arrow.evaluate((item) => getComputedStyle(item).paddingInline)).toBe('7px')
    const label = page.locator('.views .label').first()
    expect(await label.evaluate((item) => getComputedStyle(item).gap)).toBe('3px')
    await go('/timeline')
    const row = page.locator('.suspect').first()
    await row.waitFor({ timeout: 60_000 })
    expect(await row.evaluate((item) => getComputedStyle(item).paddingBlock)).toBe('6px')
  }, 300_000)

  it('says in a row when it ends without the clock, or that there is no estimate', async () => {
    const page = await openPage(PHONE)
    await go('')
    await page.locator('.rolling').first().waitFor()
    const ends = await page.locator('.rolling .end').allInnerTexts()
    expect(ends.length).toBeGreaterThan(0)
    for (const end of ends) expect(end.trim()).toMatch(/^(in \d+ \w+|no estimate)$/)
  }, 300_000)

  it('names the location where something is not', async () => {
    const page = await openPage(PHONE)
    await blockSockets()
    await changeAnswers(({ deploymentGroupStates: states }) => {
      if (states) states.nodes = states.nodes.slice(0, 1)
    })
    await go('/where')
    const row = page.locator('.matrix tr', { hasText: 'not here' })
    await row.waitFor({ timeout: 60_000 })
    expect(await row.innerText()).toMatch(/(us-east-1|eu-west-1)\s+not here/)
  }, 300_000)

  it('has the application of a deployment in its header, and its title in the tab', async () => {
    const page = await openPage(PHONE)
    await go(FAILED)
    const title = (await page.locator('h1').textContent()) ?? ''
    expect(title).toContain(' → ')
    expect(await page.locator('.phone-name').textContent()).toBe(title.split(' → ')[0])
    expect(await page.title()).toBe(`${title} · deploygraph`)
    await page.getByRole('link', { name: 'Waiting' }).click()
    await page.waitForURL(/waiting$/)
    expect(await page.title()).toBe('Waiting · deploygraph')
  }, 300_000)

  it('tells the rows that open AWS from those that open a page of the board', async () => {
    const page = await openPage(PHONE)
    await go('/timeline?at=09:20')
    const rows = await page.evaluate<{ href: string; text: string }[]>(
      `[...document.querySelectorAll('main a[data-row]')].map(({ href, textContent }) => ({ href, text: textContent }))`,
    )
    const isAway = ({ href }: { href: string }) => !href.startsWith(gateway.url)
    expect(new Set(rows.map(isAway))).toEqual(new Set([true, false]))
    for (const row of rows) expect([row, row.text.includes('↗, opens AWS')]).toEqual([row, isAway(row)])
  }, 300_000)
}
