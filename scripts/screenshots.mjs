// npm run screenshots: takes the pictures of docs/images from the demo, in Chromium; look at them before you commit them.
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { demoConfig, startDemo } from '../dist/demo.js'
import { createLogger } from '../dist/gateway.js'

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url))
const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** Each picture: its name, the view, how it is seen, and a link to follow first. */
const PICTURES = [
  ['board', '/board', { viewport: DESKTOP, colorScheme: 'light' }],
  ['board-phone', '/board', { viewport: PHONE, colorScheme: 'light' }],
  ['board-timeline', '/board/timeline', { viewport: DESKTOP, colorScheme: 'light' }],
  ['board-deployment', '/board', { viewport: DESKTOP, colorScheme: 'dark' }, '.needs a[href*="/board/d/"]'],
  ['board-where', '/board/where', { viewport: DESKTOP, colorScheme: 'light' }],
]

mkdirSync(folder, { recursive: true })
const config = await demoConfig({ flags: { port: '0' } })
const { banner, stop } = await startDemo(config, createLogger({ logLevel: 'warn' }, 2))
const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(banner)
// biome-ignore lint/style/noProcessEnv: a program of its own
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
for (const [name, path, options, link] of PICTURES) {
  const page = await (await browser.newContext(options)).newPage()
  await page.goto(url + path)
  await page.locator('main h1').first().waitFor()
  if (link) await page.locator(link).first().click()
  await page.waitForTimeout(5_000) // until the answers of all parts are drawn
  await page.screenshot({ path: `${folder}${name}.png` })
  await page.context().close()
  console.log(`docs/images/${name}.png`)
}
await browser.close()
await stop()
