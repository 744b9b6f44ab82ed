import type { Browser, Page } from 'playwright-core'
import type { Gateway } from '../../support/gateway.ts'
import { NOW } from '../../support/gateway.ts'
import { type Change, FAILED, type Script, useBoardPage } from './board-page.ts'

// An update of a thousand cells may take 16 ms of script; ten times that on a shared machine.
const MAX_SCRIPT_MS = 160
const UPDATES = 9
const iso = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString()

type Row = Record<string, unknown> & { id: string; location: { name: string } }

/** Tests the board in Chromium: how updates arrive, and what they move. */
export function describeBoardUpdates(browser: () => Browser, gateway: Gateway): void {
  const { openPage, go, changeAnswers, scriptSocket } = useBoardPage(browser, () => gateway.url)

  /** The view Now over a scripted socket, with rows that the gateway does not have, and one that it has. */
  async function scriptedNow(page: Page) {
    const rows: Row[] = []
    let known: Row | undefined
    const script = await scriptSocket()
    const ended: Row[] = []
    const change: Change = ({ activity }, { query, variables }) => {
      const isFirstPage = query.includes('query Ended(') && !('after' in variables && variables.after)
      if (isFirstPage && activity?.nodes) activity.nodes = [...ended, ...activity.nodes]
      if (!query.includes('query UnderWay(') || !activity?.nodes) return
      const running = (row: Row) => row.service === 'CODEDEPLOY' && row.phase === 'IN_PROGRESS' && !row.isRollback
      known ??= { ...activity.nodes.find(running), waiting: null, overview: null, computePlatform: 'ECS' }
      activity.nodes = [...rows, ...activity.nodes]
    }
    await changeAnswers(change)
    await go('')
    await page.getByRole('heading', { name: /^Rolling out/ }).waitFor({ timeout: 60_000 })
    /** A row that begins now. */
    const appears = async (name: string, more = {}): Promise<void> => {
      const begun = { createdAt: iso(0), startedAt: iso(0), ...more }
      const row = { ...(known as Row), id: name, title: `${name} → production`, ...begun }
      rows.unshift(row)
      await send(script, 'APPEARED', row)
    }
    /** The latest row ends. Returns when the page has read what ended. */
    const ends = async (phase: string): Promise<void> => {
      const row = { ...(rows.shift() as Row), phase, rawStatus: phase, completedAt: iso(0) }
      ended.push(row)
      const isRead = page.waitForResponse(
        (response) => response.request().postData()?.includes('query Ended(') === true,
      )
      await send(script, 'ENDED', row)
      await isRead
    }
    return { script, appears, ends, known: () => known as Row }
  }

  const send = (script: Script, change: string, activity: object, stale?: object[]) =>
    script.send('activity', { change, asOf: iso(0), problems: [], activity }, stale && { stale })

  it('shows a new row at once, and lets it wait while a pointer is in the list', async () => {
    const page = await openPage({ viewport: { width: 1440, height: 2000 } })
    const { appears } = await scriptedNow(page)
    const list = page.locator('section', { hasText: 'Rolling out' }).locator('ul')
    const row = (name: string) => list.getByText(`${name} → production`)
    await appears('first')
    await row('first').waitFor()
    await list.locator('li').last().hover()
    await appears('second')
    await appears('third')
    await page.getByRole('button', { name: '2 new' }).waitFor()
    expect(await row('second').count()).toBe(0)
    expect(await row('first').count()).toBe(1)
    await page.mouse.move(2, 2)
    await row('second').waitFor()
    expect(await row('third').count()).toBe(1)
  }, 300_000)

  it('keeps what has ended in its row for ten seconds, and lists it only then with what has ended', async () => {
    const page = await openPage(undefined, { hasTimers: true })
    const { appears, ends } = await scriptedNow(page)
    const row = (heading: string) => page.locator('section', { hasText: heading }).getByText('first → production')
    await appears('first')
    await row('Rolling out').waitFor()
    await ends('SUCCEEDED')
    await page.locator('.rolling', { hasText: 'first → production' }).getByLabel('Succeeded').waitFor()
    expect(await row('Just ended').count()).toBe(0)
    await page.clock.fastForward(10_000)
    await row('Just ended').waitFor()
    expect(await row('Rolling out').count()).toBe(0)
  }, 300_000)

  it('keeps what fails at last in its card', async () => {
    const page = await openPage()
    const { appears, ends } = await scriptedNow(page)
    const overview = { total: 10, failed: 2, succeeded: 1, inProgress: 1 }
    await appears('first', { overview, computePlatform: 'SERVER', createdAt: iso(-60) })
    const card = page.locator('.need', { hasText: 'first → production' })
    await card.getByLabel('Running, with failures').waitFor()
    await ends('FAILED')
    await card.getByLabel('Failed', { exact: true }).waitFor()
    expect(await page.locator('main').getByText('first → production').count()).toBe(1)
  }, 300_000)

  it('says how old the page and a row are while AWS cannot be asked, until an update is fresh', async () => {
    const page = await openPage()
    const { script, known } = await scriptedNow(page)
    const { location } = known()
    const stale = [{ action: 'codedeploy:BatchGetDeployments', location: location.name, ageMs: 180_000 }]
    await send(script, 'CHANGED', known(), stale)
    await page.getByText('As of 09:27, 3 minutes ago.').waitFor()
    expect(await page.getByText(`as of 09:27`).count()).toBeGreaterThan(0)
    await page.getByText('Delayed').waitFor()
    await send(script, 'CHANGED', known())
    await page.getByText('As of 09:27, 3 minutes ago.').waitFor({ state: 'detached' })
    expect(await page.getByText(`as of 09:27`).count()).toBe(0)
  }, 300_000)

  it('takes little script for an update that changes a thousand cells', async () => {
    const page = await openPage()
    const script = await scriptSocket()
    const targets = (status: string) =>
      Array.from({ length: 1_000 }, (_, index) => ({ targetId: `i-${index}`, status: index % 50 ? status : 'FAILED' }))
    await changeAnswers(({ codeDeployDeployment: deployment }) => {
      if (deployment?.targets) deployment.targets.nodes = targets('PENDING')
    })
    await go(FAILED)
    await page.getByRole('group', { name: /^1000 targets/ }).waitFor({ timeout: 60_000 })
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const scriptMs = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN)
    }
    const times: number[] = []
    for (let update = 0; update < UPDATES; update++) {
      const status = update % 2 === 0 ? 'IN_PROGRESS' : 'SUCCEEDED'
      const state = update % 2 === 0 ? 'running' : 'done'
      const [inProgress, succeeded] = state === 'running' ? [980, 0] : [0, 980]
      const overview = { total: 1_000, failed: 20, succeeded, inProgress }
      await page.evaluate(`window.drawn = new Promise((done) => {
        const path = document.querySelector('[data-state="${state}"][data-part="boxes"]')
        new MutationObserver(() => requestAnimationFrame(done)).observe(path, { attributes: true })
      }), undefined`)
      const before = await scriptMs()
      await script.send('codeDeployDeployment', {
        ...{ asOf: iso(0), nextAt: iso(-2) },
        deployment: { phase: 'IN_PROGRESS', rawStatus: 'InProgress', completedAt: null, overview },
        ...{ changedTargetCount: 100, changedTargets: targets(status) },
      })
      await page.evaluate('window.drawn')
      times.push((await scriptMs()) - before)
      const bar = page.getByRole('progressbar', { name: 'Progress' }).first()
      const counts = `${succeeded} done, ${inProgress} running, 20 failed, 0 to go`
      expect(await bar.getAttribute('aria-valuetext')).toBe(counts)
    }
    const median = times.sort((a, b) => a - b)[(UPDATES - 1) / 2] ?? Number.NaN
    expect(median).toBeGreaterThan(0)
    expect(median).toBeLessThan(MAX_SCRIPT_MS)
  }, 300_000)
}
