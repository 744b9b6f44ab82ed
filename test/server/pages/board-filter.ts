import type { Browser } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { FAILED, useBoardPage } from './board-page.ts'

const PHONE = { viewport: { width: 390, height: 844 } }

/** Tests the board in Chromium: what narrows it, and where it is named. */
export function describeBoardFilter(browser: () => Browser, gateway: Gateway): void {
  const { openPage, go } = useBoardPage(browser, () => gateway.url)

  it('says on a phone, too, what the address narrows it to, and clears that', async () => {
    const page = await openPage(PHONE)
    await go('/timeline?app=checkout-api&location=us-east-1')
    await page.getByText('Only “checkout-api” in us-east-1').waitFor()
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await page.waitForURL(/\/board\/timeline$/)
    expect(await page.getByText('Only “').count()).toBe(0)
  }, 300_000)

  it('counts the one location that it is narrowed to', async () => {
    const page = await openPage()
    await go('?location=us-east-1')
    await page.getByText(/^\d+ under way in 1 location\./).waitFor()
  }, 300_000)

  it('narrows the groups of the statistics, and stays when another view is opened', async () => {
    const page = await openPage()
    await go('/stats?app=checkout-api')
    const names = page.locator('.by-group tbody th')
    await names.first().waitFor()
    expect(new Set((await names.allTextContents()).map((name) => name.split(' → ')[0]))).toEqual(
      new Set(['checkout-api']),
    )
    await page.keyboard.press('3')
    await page.waitForURL(/\/board\/timeline\?app=checkout-api$/)
  }, 300_000)

  it('opens Now from a deployment', async () => {
    const page = await openPage()
    await go(FAILED)
    await page.keyboard.press('/')
    await page.keyboard.type('checkout')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/board\?app=checkout$/)
  }, 300_000)

  it.each([
    ['/where', 'deployed something in 30 days'],
    ['/waiting', 'under way'],
    ['/timeline?span=24h', 'deployed something in 24 h'],
  ])(
    'names what is near to what it does not find, and says among what it looked, in /board%s',
    async (view, what) => {
      const page = await openPage()
      await go(`${view}${view.includes('?') ? '&' : '?'}app=storefrond`)
      await page.getByRole('heading', { name: 'No “storefrond” here.' }).waitFor()
      await page.getByText(new RegExp(`^\\d+ applications? ${what}\\. Did you mean:$`)).waitFor()
      await page.locator('.near li', { hasText: /^storefront\d+ groups?$/ }).waitFor()
    },
    300_000,
  )

  it('names a deployment in the header of a phone and in the title of the tab', async () => {
    const page = await openPage(PHONE)
    await go(FAILED)
    expect(await page.locator('h1').textContent()).toBe('checkout-api → production')
    await page.locator('.phone-name', { hasText: /^checkout-api$/ }).waitFor()
    expect(await page.title()).toBe('checkout-api → production · deploygraph')
    await page.keyboard.press('2')
    await page.locator('.phone-name', { hasText: 'Waiting' }).waitFor()
  }, 300_000)
}
