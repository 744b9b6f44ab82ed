// npm run screenshots: takes the pictures of docs/images from the demo, in Chromium; look at them before you commit them.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { demoConfig, startDemo } from '../dist/demo.js'
import { createLogger } from '../dist/gateway.js'

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const DESKTOP = { viewport: { width: 1440, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 } }
const LIGHT = { colorScheme: 'light' }
const DARK = { colorScheme: 'dark' }

// A moment of the demo at which a rollout is failing, one waits and one has failed. Its time goes on from there.
const MOMENT = Date.parse('2026-11-28T16:51:13Z')
const NEEDS = ['Running, with failures', 'Waiting', 'Failed']
const FAILING = `.needs li:has([aria-label="${NEEDS[0]}"]) a[href*="/board/d/"]`

/** Each picture: its name, the view, how it is seen, and a link to follow first. */
const PICTURES = [
  ['board', '/board', { ...DESKTOP, ...LIGHT }],
  ['board-dark', '/board', { ...DESKTOP, ...DARK }],
  ['board-phone', '/board', { ...PHONE, ...LIGHT }],
  ['board-deployment', '/board', { ...DESKTOP, ...DARK }, FAILING],
  ['board-timeline', '/board/timeline?at=16:40', { ...DESKTOP, ...LIGHT }],
  ['board-where', '/board/where', { ...DESKTOP, ...LIGHT }],
  ['board-stats', '/board/stats', { ...DESKTOP, ...DARK }],
]

mkdirSync(folder, { recursive: true })
const offset = MOMENT - Date.now()
const clock = () => Date.now() + offset
const config = await demoConfig({ flags: { port: '0' } })
const { banner, stop } = await startDemo(config, createLogger({ logLevel: 'warn' }, 2), undefined, clock)
const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(banner)
// biome-ignore lint/style/noProcessEnv: a program of its own
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  for (const [name, path, options, link] of PICTURES) {
    const page = await (await browser.newContext(options)).newPage()
    await page.clock.install({ time: clock() })
    await page.goto(url + path)
    await page.locator('main h1').first().waitFor()
    if (path === '/board')
      for (const word of NEEDS) await page.locator(`.needs [aria-label="${word}"]`).first().waitFor()
    if (link) await page.locator(link).first().click()
    await page.waitForTimeout(5_000) // until the answers of all parts are drawn
    await page.screenshot({ path: `${folder}${name}.png` })
    await page.context().close()
    console.log(`docs/images/${name}.png`)
  }
} finally {
  await browser.close()
  await stop()
}
