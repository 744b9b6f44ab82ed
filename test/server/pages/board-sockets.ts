import type { Browser, Page, WebSocket } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { FAILED, useBoardPage } from './board-page.ts'

/** Tests the board in Chromium: how many sockets it has, and when. */
export function describeBoardSockets(browser: () => Browser, gateway: Gateway): void {
  const { openPage, go } = useBoardPage(browser, () => gateway.url)

  const isLive = (page: Page) => page.getByText(/^Live/).waitFor({ timeout: 120_000 })

  /** The sockets that a page opens, and what it subscribes to over them. */
  const countSockets = (page: Page) => {
    const sockets: WebSocket[] = []
    const subscribed: string[] = []
    page.on('websocket', (socket) => {
      sockets.push(socket)
      socket.on('framesent', ({ payload }) => {
        const { type, payload: sent } = JSON.parse(String(payload))
        if (type === 'subscribe') subscribed.push(sent.query)
      })
    })
    return { sockets, subscribed }
  }

  it('has one socket in all views of a tab, which the open deployment shares with the feed', async () => {
    const page = await openPage()
    const { sockets, subscribed } = countSockets(page)
    await go('')
    await isLive(page)
    for (const [key, path] of [
      ['2', '/waiting'],
      ['3', '/timeline'],
      ['4', '/where'],
      ['5', '/stats'],
      ['1', ''],
    ] as const) {
      await page.keyboard.press(key)
      await page.waitForURL(`**/board${path}`)
      await page.locator('main h1').waitFor()
      if (path !== '/stats') await isLive(page)
    }
    await page.evaluate(`history.pushState(null, '', '/board${FAILED}'), dispatchEvent(new Event('popstate'))`)
    await page.getByRole('heading', { name: 'Why targets failed' }).waitFor({ timeout: 60_000 })
    await isLive(page)
    await until(() => subscribed.some((query) => query.includes('subscription WatchDeployment(')))
    expect(sockets.map((socket) => socket.isClosed())).toEqual([false])
    expect(subscribed.filter((query) => query.includes('subscription Watch('))).toHaveLength(1)
  }, 300_000)

  it('is live in a ninth tab while eight are open, by a socket each', async () => {
    const first = await openPage()
    const others = await Promise.all(Array.from({ length: 8 }, () => first.context().newPage()))
    const tabs = [first, ...others].map((page) => ({ page, ...countSockets(page) }))
    const load = async (page: Page) => {
      await page.goto(`${gateway.url}/board`)
      await isLive(page)
    }
    await Promise.all(others.map(load))
    await load(first)
    expect(tabs.map(({ sockets }) => sockets.map((socket) => socket.isClosed()))).toEqual(tabs.map(() => [false]))
  }, 300_000)

  it('closes its socket after a while out of sight, and opens one when it is seen again', async () => {
    const page = await openPage(undefined, { hasTimers: true })
    const isShown = (shown: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${!shown} });
        document.dispatchEvent(new Event('visibilitychange'))`)
    const [socket] = await Promise.all([page.waitForEvent('websocket'), go('')])
    await page.getByText(/^Live/).waitFor({ timeout: 60_000 })
    await isShown(false)
    await page.clock.fastForward(29_000)
    expect(socket.isClosed()).toBe(false)
    await Promise.all([socket.waitForEvent('close'), page.clock.fastForward(2_000)])
    const [next] = await Promise.all([page.waitForEvent('websocket'), isShown(true)])
    await page.getByText(/^Live/).waitFor({ timeout: 60_000 })
    expect(next.isClosed()).toBe(false)
  }, 300_000)
}
