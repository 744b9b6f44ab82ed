import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { readRollouts } from '../../../examples/backstage/rollouts.ts'
import { sha256 } from '../../auth/callers.ts'
import { useChromium } from '../../server/pages/chromium.ts'
import { NOW, PATIENT, useGateways } from '../../support/gateway.ts'
import { ANNOTATION, APPLICATION, startBackstage } from './backstage-app.ts'

// biome-ignore lint/style/noProcessEnv: where the browser is belongs to the machine, not to the gateway's configuration
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

const KEY = 'a key of a gateway'
const keys = [{ name: 'backstage', sha256: sha256(KEY), scopes: ['deployments:read'] }]

const { start } = useGateways({ ...PATIENT, gatewayClock: () => NOW })
const withKey: typeof fetch = (url, init) => fetch(url, { ...init, headers: { ...init?.headers, 'x-api-key': KEY } })

const describeCard = () => {
  const browser = useChromium(executablePath)
  let gatewayUrl = ''
  let backstage: Awaited<ReturnType<typeof startBackstage>>
  let page: Page
  beforeAll(async () => {
    backstage = await startBackstage(() => gatewayUrl, { DEPLOYGRAPH_KEY: KEY })
  })
  afterAll(() => backstage.stop())
  beforeEach(async () => {
    gatewayUrl = (await start({ auth: { mode: 'apiKey', keys } })).url
    page = await browser().newPage()
  })
  afterEach(() => page.close())
  const open = (annotations: Record<string, string>) =>
    page.goto(`${backstage.url}/?${new URLSearchParams(annotations)}`)

  test('shows the last rollouts of its application, and why those that failed did', async () => {
    await open({ [ANNOTATION]: APPLICATION })
    await page.waitForSelector('li')
    expect(await page.textContent('h2')).toBe('Rollouts')
    const rollouts = await readRollouts(withKey, gatewayUrl, APPLICATION)
    const rows = await page.$$eval('li', (rows) =>
      rows.map((row) => ({ text: row.textContent ?? '', link: row.querySelector('a')?.getAttribute('href') })),
    )
    expect(rows).toEqual(rollouts.map(({ consoleUrl }) => ({ text: expect.any(String), link: consoleUrl })))
    rollouts.forEach(({ title, location, failureSummary, reason }, index) => {
      for (const part of [title, location.name, failureSummary?.headline ?? reason ?? ''])
        expect(rows[index]?.text).toContain(part)
    })
  })

  test('is not there for an entity that names no application', async () => {
    await open({ 'github.com/project-slug': APPLICATION })
    expect(await page.textContent('#root p')).toBe('No case is met.')
  })

  test('shows an error for an application that does not exist', async () => {
    await open({ [ANNOTATION]: 'no-such-application' })
    await page.waitForSelector('[role=alert]')
    expect(await page.textContent('[role=alert]')).toContain('no-such-application')
  })

  test('shows an error if the gateway is out of reach', async () => {
    gatewayUrl = 'http://127.0.0.1:1'
    await open({ [ANNOTATION]: APPLICATION })
    await page.waitForSelector('[role=alert]')
    expect(await page.textContent('[role=alert]')).toBe('deploygraph answered 504.')
  })

  test('keeps the last rollouts and says so if they cannot be read again', async () => {
    await page.clock.install()
    await open({ [ANNOTATION]: APPLICATION })
    await page.waitForSelector('li')
    gatewayUrl = 'http://127.0.0.1:1'
    await page.clock.runFor(10_000)
    await page.waitForSelector('small:has-text("The last ones that could be read.")')
    expect(await page.$$('li')).toHaveLength(5)
  })
}

if (existsSync(executablePath)) describe('the card in Backstage', describeCard)
else process.stdout.write(`The card in Backstage: not tested, no ${executablePath}; CHROMIUM_PATH may name another.\n`)

test('an application that does not exist is an error that says so', async () => {
  await expect(readRollouts(fetch, (await start()).url, 'no-such-application')).rejects.toThrow(/no-such-application/)
})
