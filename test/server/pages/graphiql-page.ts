import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

export interface View {
  page: Page
  /** Blocked requests, violations of the policy and exceptions: none may happen in any test. */
  trouble: string[]
}

/** Opens GraphiQL at `home` before each test of a `describe`. */
export function useGraphiql(browser: () => Browser, home: () => string, options: BrowserContextOptions = {}): View {
  const view = {} as View
  beforeEach(async () => {
    const trouble: string[] = []
    const page = await (await browser().newContext(options)).newPage()
    page.on('console', (message) => message.type() === 'error' && trouble.push(message.text()))
    page.on('pageerror', (error) => trouble.push(error.message))
    page.on('requestfailed', (request) => trouble.push(`${request.url()}: ${request.failure()?.errorText}`))
    page.context().on('request', (request) => {
      if (!/^(data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) trouble.push(`left the machine: ${request.url()}`)
    })
    Object.assign(view, { page, trouble })
    await page.goto(home())
    await page.locator('.graphiql-query-editor .view-line').first().waitFor()
  }, 600_000)
  afterEach(async () => {
    await view.page.context().close()
    expect(view.trouble).toEqual([])
  })
  return view
}

/** The pane of the examples. */
export const examplesOf = (page: Page) => page.getByRole('region', { name: 'Examples' })
