import type { Gateway } from '../../support/gateway.ts'
import { FAILED, useBoardPage } from './board-page.ts'

/** Tests the board in Chromium: its colours, and what it says besides them. */
export function describeBoardLook(executablePath: string, gateway: Gateway): void {
  const { state, openPage, go, violations } = useBoardPage(executablePath, () => gateway.url)

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

  it('says in words what a bar shows', async () => {
    const page = await openPage()
    await go(FAILED)
    const bar = page.getByRole('progressbar', { name: 'Progress' }).first()
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^\d+ done, \d+ running, \d+ failed, \d+ to go$/)
  }, 300_000)
}
