import type { Browser, Page } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { FAILED, useBoardPage } from './board-page.ts'

const focused = (page: Page) =>
  page.evaluate<string>(`document.activeElement.dataset.row ? 'row' : document.activeElement.id`)

/** Tests the board in Chromium: what the keys do, where the focus goes, and what is announced. */
export function describeBoardByKeys(browser: () => Browser, gateway: Gateway): void {
  const { openPage, go } = useBoardPage(browser, () => gateway.url)

  it('lists the keys by a button, and Escape closes the list before it leaves the page', async () => {
    const page = await openPage()
    await go('/where')
    const list = page.getByRole('region', { name: 'Keys' })
    const button = page.getByRole('button', { name: 'Keys' })
    await button.click()
    await list.waitFor()
    await list.getByRole('checkbox').focus()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    expect(page.url()).toMatch(/where$/)
    expect(await page.evaluate('document.activeElement.className')).toBe('keys-button')
    await page.keyboard.press('?')
    await list.waitFor()
    await page.keyboard.press('?')
    await list.waitFor({ state: 'detached' })
  }, 300_000)

  it('does nothing by single keys once they are switched off', async () => {
    const page = await openPage()
    await go('')
    await page.getByRole('button', { name: 'Keys' }).click()
    await page.getByRole('checkbox', { name: 'Switch off single keys' }).check()
    await page.keyboard.press('Escape')
    await page.reload()
    await page.locator('main h1').waitFor()
    for (const key of ['2', 'j', '/', '?', 'c']) await page.keyboard.press(key)
    expect(page.url()).toMatch(/board$/)
    expect(await focused(page)).toBe('')
    await page.getByRole('button', { name: 'Keys' }).click()
    await page.getByRole('checkbox', { name: 'Switch off single keys' }).uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('2')
    await page.waitForURL(/waiting$/)
  }, 300_000)

  it('goes back by Escape to where a row was opened', async () => {
    const page = await openPage()
    await go('/timeline?at=09:20')
    await page.locator('a[href*="/board/d/"]').first().click()
    await page.waitForURL(/\/board\/d\//)
    await page.keyboard.press('Escape')
    await page.waitForURL(/timeline\?at=09:20$/)
    await page.keyboard.press('Escape')
    await page.waitForURL(/\/board$/)
  }, 300_000)

  it('shows the top of another view, with the focus at its start, and announces its headline', async () => {
    const page = await openPage({ viewport: { width: 1440, height: 300 } })
    await go('')
    await page.evaluate('scrollTo(0, 200), undefined')
    await page.keyboard.press('2')
    await page.waitForURL(/waiting$/)
    await until(async () => (await page.evaluate('scrollY')) === 0)
    await until(async () => (await focused(page)) === 'main')
    const announcesHeadline = `[...document.querySelectorAll('[aria-live]')].some(
      ({ textContent }) => textContent === document.querySelector('h1')?.textContent)`
    await until(async () => (await page.evaluate(announcesHeadline)) === true)
  }, 300_000)

  it('announces what became of a deployment', async () => {
    const page = await openPage()
    await go('')
    await page.evaluate(`history.pushState(null, '', '/board${FAILED}'), dispatchEvent(new Event('popstate'))`)
    const news = page.locator('[aria-live]', { hasText: /: Failed\. \d+ of \d+ targets? / })
    await news.waitFor({ state: 'attached', timeout: 60_000 })
    expect(await news.textContent()).toContain(await page.locator('h1').textContent())
  }, 300_000)

  it.each(['with a clipboard', 'over plain HTTP, without one'])(
    'copies a link and a log, and says so, %s',
    async (how) => {
      const page = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
      if (how !== 'with a clipboard')
        await page.addInitScript(`Object.defineProperty(navigator, 'clipboard', { value: undefined })`)
      const pasted = async () => {
        await page.locator('#find').fill('')
        await page.locator('#find').press('Control+V')
        return page.locator('#find').inputValue()
      }
      await go(`${FAILED}?state=failed`)
      const link = page.url()
      await page.getByRole('button', { name: 'Copy', exact: true }).first().click()
      await page.getByRole('button', { name: 'Copied' }).waitFor()
      expect(await pasted()).toContain('[std')
      await go(`${FAILED}?state=failed`)
      await page.keyboard.press('c')
      await page.getByRole('status').filter({ hasText: 'Link copied' }).waitFor()
      expect(await pasted()).toBe(link)
    },
    300_000,
  )

  it('moves among rows by j and k, and by arrows while a row has the focus', async () => {
    const page = await openPage()
    await go('')
    await page.waitForLoadState('networkidle') // rows of a later answer may come before the focused one
    const at = () =>
      page.evaluate<number>(`[...document.querySelectorAll('main [data-row]')].indexOf(document.activeElement)`)
    const places: number[] = []
    for (const key of ['j', 'j', 'k', 'ArrowDown', 'ArrowUp', 'k']) {
      await page.keyboard.press(key)
      places.push(await at())
    }
    expect(places).toEqual([0, 1, 0, 1, 0, 0])
  }, 300_000)

  it('goes to the next and the previous failed target by n and p', async () => {
    const page = await openPage()
    await go(FAILED)
    const grid = page.getByRole('group', { name: /^\d+ targets: \d+ failed/ })
    await grid.focus()
    await page.keyboard.press('Home')
    const found: (string | null)[] = []
    for (const key of ['n', 'n', 'p']) {
      await page.keyboard.press(key)
      found.push(await page.locator('.inspector [role=status]').textContent())
    }
    const [first, second, again] = found
    expect(first).toMatch(/, group [A-Z]$/)
    expect(second).toMatch(/, group [A-Z]$/)
    expect(second).not.toBe(first)
    expect(again).toBe(first)
  }, 300_000)

  it('moves the marker of the timeline by arrows, and zooms by + and −', async () => {
    const page = await openPage()
    await go('/timeline?at=2026-11-21T09:00Z')
    const steps = [
      ['ArrowLeft', 'at', '2026-11-21T08:55Z'],
      ['ArrowRight', 'at', '2026-11-21T09:00Z'],
      ['Shift+ArrowLeft', 'at', '2026-11-21T08:00Z'],
      ['-', 'span', '7d'],
      ['+', 'span', '24h'],
      ['+', 'span', '6h'],
    ] as const
    for (const [key, name, value] of steps) {
      await page.keyboard.press(key)
      await page.waitForURL((url) => url.searchParams.get(name) === value)
    }
  }, 300_000)

  it('marks a moment by a click, which is gone back from, and by a drag, which leaves one entry', async () => {
    const page = await openPage()
    await go('/timeline')
    const entries = () => page.evaluate<number>('history.length')
    const box = await page.locator('.lanes svg').boundingBox()
    const [x, y] = [(box?.x ?? 0) + 600, (box?.y ?? 0) + 60]
    const before = await entries()
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.waitForURL(/at=/)
    const clicked = page.url()
    for (const step of [20, 40, 60]) await page.mouse.move(x + step, y)
    await page.mouse.up()
    await page.waitForURL((url) => url.href !== clicked)
    expect(await entries()).toBe(before + 1)
    await page.goBack()
    expect(page.url()).not.toContain('at=')
  }, 300_000)

  it('takes the moment as people write it', async () => {
    const page = await openPage()
    await go('/timeline')
    const field = page.getByRole('textbox', { name: 'At', exact: true })
    await field.fill('soon')
    await field.press('Enter')
    await page.getByText('Write 04:05, or 28 Nov 04:05.').waitFor()
    await field.fill('20 Nov 22:15')
    await field.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('at') === '2026-11-20T22:15Z')
    await page
      .getByRole('heading', { name: / at (20 Nov )?22:15/ })
      .first()
      .waitFor()
    expect(await field.inputValue()).toBe('20 Nov 22:15')
  }, 300_000)
}
