import type { Browser, Page } from 'playwright-core'
import { type Gateway, NOW } from '../../support/gateway.ts'
import { FAILED, useBoardPage } from './board-page.ts'

const ACTION = 'imagebuilder:ListLifecycleExecutions'
const iso = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()

/** Tests the board in Chromium: what it says where something is missing, late or not found. */
export function describeBoardStates(browser: () => Browser, gateway: Gateway): void {
  const { openPage, go, changeAnswers, blockSockets, violations } = useBoardPage(browser, () => gateway.url)

  /** Lets queries with this text wait until the returned function is called. */
  const holdAnswers = async (page: Page, isHeld: (query: string, variables: string) => boolean) => {
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON()
      if (isHeld(query, JSON.stringify(variables))) await released
      await route.fallback()
    })
    return release
  }

  it('names the action that the gateway lacks, and links to AWS’s page of it', async () => {
    const page = await openPage()
    await blockSockets()
    await changeAnswers(({ activity }) => {
      if (!activity) return
      const message = `Not authorized to perform: ${ACTION} on resource: *.`
      activity.problems = [
        { service: 'IMAGE_BUILDER', code: 'AWS_ACCESS_DENIED', message, location: { name: 'eu-west-1' } },
        { service: 'APPCONFIG', code: 'AWS_ACCESS_DENIED', message: 'Denied.', location: { name: 'eu-west-1' } },
      ]
    })
    await go('')
    const named = page.getByRole('link', { name: `What to allow: ${ACTION}` })
    const pages = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_'
    expect(await named.getAttribute('href')).toBe(
      `${pages}amazonec2imagebuilder.html#amazonec2imagebuilder-ListLifecycleExecutions`,
    )
    const other = page.getByRole('link', { name: 'What to allow', exact: true })
    expect(await other.getAttribute('href')).toBe(`${pages}awsappconfig.html`)
  }, 300_000)

  it('says which location is slow to answer, and no other', async () => {
    const page = await openPage()
    await blockSockets()
    const isHeld = (query: string, variables: string) =>
      query.includes('query UnderWay(') || (query.includes('query Answers(') && variables.includes('us-east-1'))
    const release = await holdAnswers(page, isHeld)
    await page.goto(`${gateway.url}/board`)
    await page.getByText('us-east-1 is slow to answer.').waitFor({ timeout: 60_000 })
    release()
    await page.getByRole('heading', { name: 'Just ended' }).waitFor({ timeout: 60_000 })
  }, 300_000)

  it.each([
    ['/where?app=chekout', /^\d+ applications deployed something in 30 days\. Did you mean:$/],
    ['/waiting?app=chekout', /^\d+ applications? under way\. Did you mean:$/],
    ['/timeline?app=chekout&span=7d', /^\d+ applications deployed something in 7 d\. Did you mean:$/],
    ['?app=chekout', /^\d+ applications deployed something in 24 h\. Did you mean:$/],
  ])(
    'offers the nearest names of what %s shows, with how many there are of each',
    async (view, words) => {
      const page = await openPage()
      await go(view)
      await page.getByRole('heading', { name: 'No “chekout” here.' }).waitFor()
      await page.getByText(words).waitFor()
      await page
        .locator('.near li', { hasText: /^[\w-]+\d+ (group|environment)s?$/ })
        .first()
        .waitFor()
      expect(await violations()).toEqual([])
      await page.getByRole('button', { name: /^Clear the filter/ }).click()
      await page.waitForURL((url) => !url.search.includes('app='))
    },
    300_000,
  )

  it('shows the events of the target at the cursor, when it failed and after how long', async () => {
    const page = await openPage()
    await go(`${FAILED}?state=failed`)
    await page.getByText("in AWS's order · arrow keys move, Enter opens").waitFor()
    const inspector = page.locator('.inspector')
    await inspector.getByText(/after (\d+ min \d\d s|\d+ s), \d+ (min|h|d) ago$/).waitFor({ timeout: 60_000 })
    const strip = inspector.locator('.event-strip')
    expect(await strip.locator('rect.c-fail').count()).toBe(1)
    expect(await strip.textContent()).toMatch(
      /^[A-Z]\w+ \S*.*\d\d:\d\d:\d\d[A-Z]\w+ .*\d\d:\d\d:\d\d to .*\d\d:\d\d:\d\d$/,
    )
    expect(page.url()).not.toContain('target=')
  }, 300_000)

  it('has the letters of a group on the smallest cells while a pointer is over it', async () => {
    const page = await openPage()
    await blockSockets()
    await changeAnswers(({ codeDeployDeployment: deployment }) => {
      const [group] = deployment?.failureSummary?.groups ?? []
      if (group) group.targetIds = ['i-0', 'i-50']
      if (deployment?.targets)
        deployment.targets.nodes = Array.from({ length: 1_000 }, (_, index) => ({
          targetId: `i-${index}`,
          status: index % 50 === 0 ? 'FAILED' : 'SUCCEEDED',
        }))
    })
    await go(FAILED)
    const grid = page.getByRole('group', { name: /^1000 targets/ })
    await grid.waitFor({ timeout: 60_000 })
    expect(await grid.locator('.letters').count()).toBe(0)
    await page.locator('.group-head').first().hover()
    await grid.getByText('AA', { exact: true }).waitFor()
  }, 300_000)

  it('says when AWS stops a deployment that waits', async () => {
    const page = await openPage()
    await blockSockets()
    await changeAnswers(({ codeDeployDeployment: deployment }) => {
      const waiting = { kind: 'TRAFFIC_REROUTE', since: iso(-8), deadline: iso(52), phaseAtDeadline: 'STOPPED' }
      if (deployment?.title) Object.assign(deployment, { phase: 'WAITING', completedAt: null, waiting })
    })
    await go(FAILED)
    const fact = page.locator('.fact', { hasText: 'Should end' })
    await fact.waitFor({ timeout: 60_000 })
    expect(await fact.textContent()).toBe('Should endin 52 min 10:22 UTCAWS stops it if nobody acts')
  }, 300_000)

  it('says how old the statistics are, and how often they are read', async () => {
    const page = await openPage()
    await go('/stats')
    await page.getByText('As of 09:30, every 5 min').waitFor({ timeout: 60_000 })
    await page.keyboard.press('1')
    await page.getByText(/^Live/).waitFor({ timeout: 60_000 })
  }, 300_000)

  it('has a shape for what is queued in the legend of the timeline', async () => {
    const page = await openPage()
    await go('/timeline')
    expect(await page.locator('.legend li').allTextContents()).toContain('Queued')
  }, 300_000)

  it('lists what is under way now where no moment is marked', async () => {
    const page = await openPage()
    await go('/timeline')
    await page.getByRole('heading', { name: /^Under way now \d+/ }).waitFor({ timeout: 60_000 })
    const rows = await page.locator('.suspect').allTextContents()
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatch(/still under way(just now|\d+ \w+ ago)$/)
  }, 300_000)

  it.each([700, 1199])(
    'has the cards of what needs a person in one column at %i px',
    async (width) => {
      const page = await openPage({ viewport: { width, height: 800 } })
      await blockSockets()
      await changeAnswers(({ activity }, { query }) => {
        const row = activity?.nodes?.find(({ service }: { service: string }) => service === 'CODEDEPLOY')
        if (!query.includes('query UnderWay(') || !row) return
        const waiting = { kind: 'TRAFFIC_REROUTE', since: iso(-8), deadline: iso(52), phaseAtDeadline: 'STOPPED' }
        activity.nodes = ['a', 'b'].map((id) => ({ ...row, id, phase: 'WAITING', overview: null, waiting }))
      })
      await go('')
      const cards = page.locator('.need')
      await cards.nth(1).waitFor({ timeout: 60_000 })
      const [first, second] = [await cards.first().boundingBox(), await cards.nth(1).boundingBox()]
      expect(second?.x).toBe(first?.x)
    },
    300_000,
  )
}
