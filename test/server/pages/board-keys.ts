import type { Page } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { FAILED, useBoardPage } from './board-page.ts'

const focused = (page: Page) =>
  page.evaluate<string>(`document.activeElement.dataset.row ? 'row' : document.activeElement.id`)

/** Tests the board in Chromium: what the keys do, where the focus goes, and what is announced. */
export function describeBoardByKeys(executablePath: string, gateway: Gateway): void {
  const { openPage, go } = useBoardPage(executablePath, () => gateway.url)

  it('lists the keys by a button, and Escape closes the list before it leaves the page', async () => {
    const page = await openPage()
    await go('/where')
    const list = page.getByRole('complementary', { name: 'Keys' })
    const button = page.getByRole('button', { name: 'Keys' })
    await button.click()
    await list.waitFor()
    await list.getByRole('checkbox').focus()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    expect(page.url()).toMatch(/where$/)
    expect(await button.evaluate('(button) => button === document.activeElement')).toBe(true)
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
    await page.keyboard.press('4')
    await page.waitForURL(/where$/)
    await until(async () => (await page.evaluate('scrollY')) === 0)
    await until(async () => (await focused(page)) === 'main')
    const headline = (await page.locator('h1', { hasText: /versions?/ }).textContent()) ?? ''
    await page.locator('[aria-live]', { hasText: headline }).waitFor({ state: 'attached' })
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
}
