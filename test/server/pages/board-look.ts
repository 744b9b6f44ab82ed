import type { Browser } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { FAILED, useBoardPage } from './board-page.ts'

/** Tests the board in Chromium: its colours, and what it says besides them. */
export function describeBoardLook(browser: () => Browser, gateway: Gateway): void {
  const { state, openPage, go, violations } = useBoardPage(browser, () => gateway.url)

  it.each(['light', 'dark'] as const)(
    'has no violation of axe where somebody has to sign in, %s',
    async (colorScheme) => {
      state.mayFail = true
      const page = await openPage({ colorScheme })
      await page.route('**/graphql', (route) => route.fulfill({ status: 401, json: {} }))
      await page.goto(`${gateway.url}/board`)
      await page.getByRole('heading', { name: 'Sign in to see the board.' }).waitFor()
      expect(await violations()).toEqual([])
    },
    300_000,
  )

  it('shows the colours that the address names, whatever the system has', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const page = await openPage({ colorScheme: theme === 'dark' ? 'light' : 'dark' })
      await go(`?theme=${theme}`)
      const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
      expect(background).toBe(theme === 'dark' ? 'rgb(13, 16, 21)' : 'rgb(245, 246, 248)')
      await page.context().close()
    }
  }, 300_000)

  it('keeps the shapes of marks where the system forces its colours', async () => {
    const page = await openPage({ forcedColors: 'active' })
    await go('')
    await page.locator('.mark').first().waitFor()
    const [mark, text] = await page.evaluate<[string, string]>(
      `[getComputedStyle(document.querySelector('.mark')).color, getComputedStyle(document.body).color]`,
    )
    expect(mark).toBe(text)
  }, 300_000)

  it.each([700, 1199, 1200, 1320, 1440])(
    'shows the whole name of the filter at %i px, in a header that ends where the page does',
    async (width) => {
      const page = await openPage({ viewport: { width, height: 800 } })
      await go('/stats')
      await page.getByText('As of 09:30, every 5 min').waitFor({ timeout: 60_000 })
      const beyond = await page.evaluate<number>(`(() => {
        const input = document.querySelector('#find')
        input.style.fontSize = getComputedStyle(input, '::placeholder').fontSize
        input.value = input.placeholder
        return input.scrollWidth - input.clientWidth
      })()`)
      expect(beyond).toBe(0)
      const right = `Math.max(...[...document.querySelector('.bar-top').children].map((part) => part.getBoundingClientRect().right))`
      expect(await page.evaluate(right)).toBeLessThanOrEqual(width - 24)
    },
    300_000,
  )

  it.each([1200, 1440])(
    'keeps the names of lifecycle events within their columns at %i px',
    async (width) => {
      const page = await openPage({ viewport: { width, height: 800 } })
      await go(FAILED)
      await page.getByText('ValidateService').first().waitFor()
      const wide = await page.evaluate(
        `[...document.querySelectorAll('.event-name')].filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent)`,
      )
      expect(wide).toEqual([])
      expect(await page.locator('.event-name').count()).toBeGreaterThan(5)
    },
    300_000,
  )

  it('has the bar of what has not begun as high in its row as any other', async () => {
    const page = await openPage()
    await go('')
    await page.locator('.rolling .unmeasured').first().waitFor()
    const heights = await page
      .locator('.rolling .percent')
      .evaluateAll((all) => all.map((percent) => percent.getBoundingClientRect().height))
    expect(new Set(heights)).toEqual(new Set([18]))
  }, 300_000)

  it('says in words what a bar shows', async () => {
    const page = await openPage()
    await go(FAILED)
    const bar = page.getByRole('progressbar', { name: 'Progress' }).first()
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^\d+ done, \d+ running, \d+ failed, \d+ to go$/)
  }, 300_000)
}
