import { type Browser, chromium } from 'playwright-core'

const QUIET = ['background-networking', 'component-update', 'sync', 'gpu', 'quic'].map((name) => `--disable-${name}`)

// Two pages behind the address bar, which Chromium loads for every new page at twice the cost of the board itself.
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']
// Only the last switch for features counts: these are what Playwright's own turns off, as far as it is for Chromium.
const PLAYWRIGHT = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'PaintHolding'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  'PreconnectToSearch',
]

/** Chromium for the tests of a file or of a `describe`; it finds no host except this machine. */
export function useChromium(executablePath: string): () => Browser {
  let browser: Browser
  beforeAll(async () => {
    const args = [
      '--no-sandbox',
      '--no-first-run',
      ...QUIET,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      `--disable-features=${[...ADDRESS_BAR, ...PLAYWRIGHT].join()}`,
    ]
    browser = await chromium.launch({ executablePath, args })
  }, 600_000)
  afterAll(() => browser.close())
  return () => browser
}
