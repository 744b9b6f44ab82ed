import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const DESKTOP = { viewport: { width: 1440, height: 900 } }

/** The views of the board, besides that of a deployment. */
export const VIEWS = ['', '/waiting', '/timeline?at=09:20', '/where', '/stats']

/** A failed deployment of the demo: a fleet whose targets failed for several reasons. */
export const FAILED = '/d/us-east-1/d-M1528KX2M'

interface Body {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the gateway answers
  data?: any
  errors?: unknown[]
  extensions?: Record<string, unknown>
}

/** Changes an answer of the gateway; `sent` is the request. */
export type Change = (data: NonNullable<Body['data']>, sent: { query: string; variables: object }) => void

/** A gateway's end of the page's WebSocket. */
export interface Script {
  /** Sends an update of the subscription with this field, once the page has subscribed to it. */
  send: (field: 'activity' | 'codeDeployDeployment', update: object, extensions?: object) => Promise<void>
}

/**
 * A page of the board in Chromium for the tests of a `describe`. Violations of the policy, exceptions and requests to
 * elsewhere fail the test in which they happen; errors in the console do too, unless `mayFail` is set.
 */
export function useBoardPage(browser: () => Browser, url: () => string) {
  let page: Page
  let trouble: string[]
  const state = { mayFail: false }

  beforeEach(() => {
    trouble = []
    state.mayFail = false
  })
  afterEach(async () => {
    // Answers may be on their way.
    if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.context().close()
    expect(trouble).toEqual([])
  })

  /** Opens a page at the time of the world; with `hasTimers`, a test moves the time of its timers. */
  const openPage = async (options: BrowserContextOptions = DESKTOP, { hasTimers = false } = {}) => {
    page = await (await browser().newContext(options)).newPage()
    await (hasTimers ? page.clock.install({ time: NOW }) : page.clock.setFixedTime(NOW))
    page.on(
      'console',
      (message) =>
        message.type() === 'error' && !state.mayFail && trouble.push(`${message.text()} ${message.location().url}`),
    )
    page.on('pageerror', (error) => trouble.push(error.message))
    page.context().on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') trouble.push(`left the machine: ${request.url()}`)
    })
    return page
  }

  const go = async (path: string, origin = url()) => {
    await page.goto(`${origin}/board${path}`)
    await page.locator('main h1').first().waitFor({ timeout: 60_000 })
  }

  /** Changes each answer over HTTP. */
  const changeAnswers = (change: Change) =>
    page.route('**/graphql', async (route) => {
      const response = await route.fetch()
      const body: Body = await response.json()
      if (body.data) change(body.data, route.request().postDataJSON())
      await route.fulfill({ response, json: body })
    })

  /** Blocks sockets, so that the page polls. */
  const blockSockets = () => page.routeWebSocket(/graphql/, (socket) => socket.close())

  /** Takes the place of the gateway at the page's socket. */
  const scriptSocket = async (): Promise<Script> => {
    const senders = new Map<string, (payload: object) => void>()
    await page.routeWebSocket(/graphql/, (socket) => {
      socket.onMessage((text) => {
        const { type, id, payload } = JSON.parse(String(text))
        if (type === 'connection_init') socket.send(JSON.stringify({ type: 'connection_ack' }))
        if (type === 'ping') socket.send(JSON.stringify({ type: 'pong' }))
        if (type !== 'subscribe') return
        const field = payload.query.includes('codeDeployDeployment(') ? 'codeDeployDeployment' : 'activity'
        senders.set(field, (update) => socket.send(JSON.stringify({ id, type: 'next', payload: update })))
      })
    })
    return {
      send: async (field, update, extensions) => {
        await until(() => senders.has(field))
        senders.get(field)?.({ data: { [field]: update }, extensions })
      },
    }
  }

  const violations = async (): Promise<string[]> => {
    await page.evaluate(AXE)
    return page.evaluate<string[]>(
      `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`,
    )
  }

  return { state, openPage, go, changeAnswers, blockSockets, scriptSocket, violations }
}
