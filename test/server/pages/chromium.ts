import { type Browser, chromium } from 'playwright-core'

const QUIET = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map((name) => `--disable-${name}`)

/** Chromium for the tests of a `describe`; it finds no host except this machine. */
export function useChromium(executablePath: string): () => Browser {
  let browser: Browser
  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--no-first-run',
      ...QUIET,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ]
    browser = await chromium.launch({ executablePath, args })
  }, 600_000)
  afterAll(() => browser.close())
  return () => browser
}
