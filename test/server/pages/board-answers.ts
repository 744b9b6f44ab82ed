import type { Gateway } from '../../support/gateway.ts'
import { FAILED, useBoardPage, VIEWS } from './board-page.ts'

/** Tests the board in Chromium: what it says where it has no answer, or not all of one. */
export function describeBoardAnswers(executablePath: string, gateway: Gateway): void {
  const { state: flags, openPage, go } = useBoardPage(executablePath, () => gateway.url)

  it.each(VIEWS)(
    'says why there is no answer for a location that does not exist, in /board%s',
    async (view) => {
      const page = await openPage()
      await go(`${view}${view.includes('?') ? '&' : '?'}location=typo`)
      await page.getByText(/^BAD_USER_INPUT: .*typo/).waitFor()
      await page.getByRole('heading', { name: 'There is nothing to show yet.' }).waitFor()
      expect(await page.getByText(/Nothing is rolling out|Nobody has to act|Nothing was|Reading on/).count()).toBe(0)
    },
    300_000,
  )

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
    expect(await page.getByText('The server does not answer.').count()).toBe(0)
  }, 300_000)
}
