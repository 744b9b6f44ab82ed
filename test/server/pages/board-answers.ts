import type { Browser, Request } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { NOW } from '../../support/gateway.ts'
import { FAILED, useBoardPage, VIEWS } from './board-page.ts'

/** Tests the board in Chromium: what it says where it has no answer, or not all of one. */
export function describeBoardAnswers(browser: () => Browser, gateway: Gateway): void {
  const { state: flags, openPage, go, changeAnswers, blockSockets } = useBoardPage(browser, () => gateway.url)

  it.each(VIEWS)(
    'says why there is no answer for a location that does not exist, in /board%s',
    async (view) => {
      const page = await openPage()
      await go(`${view}${view.includes('?') ? '&' : '?'}location=typo`)
      await page
        .getByText(/^BAD_USER_INPUT: .*typo/)
        .first()
        .waitFor()
      await page.getByRole('heading', { name: 'There is nothing to show yet.' }).waitFor()
      expect(await page.getByText(/Nothing is rolling out|Nobody has to act|Nothing was|Reading on/).count()).toBe(0)
    },
    300_000,
  )

  it('shows no rows of another location than the address names', async () => {
    const page = await openPage()
    await go('')
    await page.locator('.row').first().waitFor()
    await page.evaluate(`history.pushState(null, '', '?location=typo'); dispatchEvent(new Event('popstate'))`)
    await page
      .getByText(/^BAD_USER_INPUT: .*typo/)
      .first()
      .waitFor()
    await page.getByRole('heading', { name: 'There is nothing to show yet.' }).waitFor()
    expect(await page.locator('.row').count()).toBe(0)
  }, 300_000)

  it('tells a deployment that may not be read from one that does not exist', async () => {
    const page = await openPage()
    await page.route('**/graphql', (route) => {
      if (!route.request().postDataJSON().query.includes('query Detail(')) return route.fallback()
      const error = { message: 'Not allowed.', path: ['codeDeployDeployment'] }
      const errors = [{ ...error, extensions: { code: 'AWS_ACCESS_DENIED' } }]
      return route.fulfill({ json: { data: { codeDeployDeployment: null }, errors } })
    })
    await go(FAILED)
    await page.getByText('AWS_ACCESS_DENIED: Not allowed.').waitFor()
    expect(await page.getByText(/No deployment|no longer/).count()).toBe(0)
  }, 300_000)

  it('asks again soon for what has no answer', async () => {
    flags.mayFail = true
    const page = await openPage()
    let failures = 2
    await page.route('**/graphql', (route) =>
      route.request().postDataJSON().query.includes('query HowWeDo(') && failures-- > 0
        ? route.fulfill({ status: 502, body: '' })
        : route.fallback(),
    )
    await go('/stats')
    await page.getByText('The server does not answer.').waitFor()
    await page.getByRole('heading', { name: 'By day' }).waitFor({ timeout: 60_000 })
    await page.getByText('The server does not answer.').waitFor({ state: 'detached' })
  }, 300_000)

  it('asks again for everything when the server is back', async () => {
    flags.mayFail = true
    const page = await openPage()
    await blockSockets()
    await go('/stats')
    await page.getByRole('heading', { name: 'By day' }).waitFor()
    await page.route('**/graphql', (route) => route.abort())
    await page.getByText('The server does not answer.').waitFor({ timeout: 60_000 })
    const asked = page.waitForRequest((request) => request.postData()?.includes('query HowWeDo(') === true)
    await page.unroute('**/graphql')
    await asked
  }, 300_000)

  it('reads every page of what is under way', async () => {
    const page = await openPage()
    let first = 100
    let laterPages = 0
    await page.route('**/graphql', (route) => {
      const sent = route.request().postDataJSON()
      if (!sent.query.includes('query UnderWay(')) return route.fallback()
      if (sent.variables.after) laterPages++
      return route.fallback({ postData: { ...sent, variables: { ...sent.variables, first } } })
    })
    const words = page.locator('main .sub').first()
    await go('')
    const all = (await words.textContent())?.match(/^\d+ under way/)?.[0]
    expect([all, laterPages]).toEqual([expect.stringMatching(/^\d+ under way/), 0])
    first = 3
    await go('')
    expect(await words.textContent()).toContain(all)
    expect(laterPages).toBeGreaterThan(1)
  }, 300_000)

  it('asks every five seconds where sockets are blocked, and lists at once what has ended meanwhile', async () => {
    const page = await openPage()
    let isOver = false
    let row: object | undefined
    await blockSockets()
    await changeAnswers(({ activity }, { query, variables }) => {
      const usual = { isRollback: false, waiting: null, overview: null, completedAt: null }
      row ??= { ...activity?.nodes?.[0], id: 'first', title: 'first → production', ...usual }
      if (query.includes('query UnderWay(') && !isOver) activity.nodes.unshift({ ...row, phase: 'IN_PROGRESS' })
      const completedAt = new Date(NOW).toISOString()
      const isFirstPage = query.includes('query Ended(') && !('after' in variables && variables.after)
      if (isFirstPage && isOver) activity.nodes.unshift({ ...row, phase: 'SUCCEEDED', completedAt })
    })
    await go('')
    await page.getByText('Every 5 s').waitFor({ timeout: 60_000 })
    const section = (heading: string) => page.locator('section', { hasText: heading }).getByText('first → production')
    await section('Rolling out').waitFor()
    isOver = true
    await section('Just ended').waitFor()
    expect(await section('Rolling out').count()).toBe(0)
  }, 300_000)

  it('says that it shows the newest of a window that is too long to read, and keeps all of them while it reads again', async () => {
    const page = await openPage(undefined, { hasTimers: true })
    let cursor: string
    await changeAnswers(({ activity }, { query }) => {
      if (!query.includes('query Ended(')) return
      cursor = activity.pageInfo.endCursor ?? cursor
      activity.pageInfo = { hasNextPage: true, endCursor: cursor }
    })
    await go('/timeline')
    const words = page.getByText(/The newest [\d,]+ only\.$/)
    await words.waitFor({ timeout: 60_000 })
    expect(await page.getByText('Reading on.').count()).toBe(0)
    const before = await words.textContent()
    const isSecondPage = (request: Request) => /query Ended\(.*"after":"/s.test(request.postData() ?? '')
    await page.route('**/graphql', (route) => (isSecondPage(route.request()) ? undefined : route.fallback()))
    await Promise.all([page.waitForRequest(isSecondPage), page.clock.fastForward(61_000)])
    expect(await words.textContent()).toBe(before)
  }, 300_000)
}
