import type { Browser } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { useBoardPage } from './board-page.ts'

const iso = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()

/** Tests the board in Chromium: what runs where. */
export function describeBoardWhere(browser: () => Browser, gateway: Gateway): void {
  const { openPage, go, changeAnswers, blockSockets } = useBoardPage(browser, () => gateway.url)

  it('reads every page of what runs where, and the last six of a configuration', async () => {
    const page = await openPage()
    const after: unknown[] = []
    await page.route('**/graphql', (route) => {
      const sent = route.request().postDataJSON()
      if (!sent.query.includes('query RunsWhere(')) return route.fallback()
      after.push(sent.variables.after)
      return route.fallback({ postData: { ...sent, variables: { ...sent.variables, first: 3 } } })
    })
    await go('/where')
    const [groups, settings] = [page.locator('tbody').first(), page.locator('tbody').nth(1)]
    await until(async () => (await groups.locator('tr').count()) > 4)
    expect(after[0]).toBeNull()
    expect(new Set(after).size).toBeGreaterThan(1)
    const six = settings.locator('.history').first()
    await six.waitFor()
    expect(await six.locator('li').count()).toBe(6)
  }, 300_000)

  it('marks what runs with failed targets, and says how long another waits, without a call for it', async () => {
    const page = await openPage()
    await blockSockets()
    const asked: string[] = []
    await changeAnswers((data, { query }) => {
      const [failing, waiting] = data.deploymentGroupStates?.nodes ?? []
      if (query.includes('query RunsWhere(')) {
        asked.push(query)
        const runs = (id: string, phase: string, failed: number) => ({
          running: {
            ...{ deploymentId: id, phase, isRollback: false, rawStatus: phase, revision: { label: 'build 8713' } },
            ...{ progress: { percent: 15, trafficPercent: null }, overview: { failed } },
          },
          recent: ['d-1', id].map((deploymentId) => ({ deploymentId, phase, isRollback: false })),
        })
        Object.assign(failing, runs('d-failing', 'IN_PROGRESS', 5))
        Object.assign(waiting, runs('d-waiting', 'WAITING', 0), { location: { name: 'us-east-1' } })
      }
      const row = data.activity?.nodes?.find(({ service }: { service: string }) => service === 'CODEDEPLOY')
      if (!query.includes('query UnderWay(') || !row) return
      const wait = { kind: 'TRAFFIC_REROUTE', since: iso(-8), deadline: iso(52), phaseAtDeadline: 'STOPPED' }
      data.activity.nodes = [
        { ...row, deploymentId: 'd-waiting', location: { name: 'us-east-1' }, phase: 'WAITING', waiting: wait },
      ]
    })
    await go('/where')
    const cell = (text: string) => page.locator('.place-cell', { hasText: text })
    await cell('→ 8713 · waits, 52 min left').waitFor({ timeout: 60_000 })
    const marks = await cell('→ 8713 · 15 %, 5 failed')
      .locator('.mark')
      .evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label')))
    expect(marks).toEqual(['Running', 'Running, with failures'])
    for (const query of asked) expect(query).not.toContain('deadline')
  }, 300_000)
}
