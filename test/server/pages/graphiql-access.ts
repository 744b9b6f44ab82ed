import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { until } from '../../support/until.ts'
import { examplesOf, useGraphiql } from './graphiql-page.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** The violations in GraphiQL and its plugins, not in this page: the rule of axe-core, where, and the reason. */
const UPSTREAM: readonly (readonly [rule: string, selector: string, reason: string])[] = [
  [
    'color-contrast',
    '.monaco-editor',
    "numbers, comments and line numbers in the colours of GraphiQL's themes for Monaco",
  ],
  ['nested-interactive', '.graphiql-tab', 'a tab of GraphiQL contains its buttons'],
  ['label', '.graphiql-explorer-root', 'the explorer does not name its inputs'],
  ['select-name', '.graphiql-explorer-root', 'the explorer does not name its inputs'],
  ['label-content-name-mismatch', '.graphiql-history-item-label', 'the history names each entry "Set active"'],
]

/** The parts of GraphiQL that a user sees and touches. */
const PARTS = [
  '.graphiql-sidebar > button',
  '.graphiql-plugin',
  '.graphiql-tab',
  '.graphiql-tab-add',
  '.graphiql-logo',
  '.graphiql-query-editor > .graphiql-editor',
  '.graphiql-toolbar > button',
  '.graphiql-editor-tools > button',
  '.result-window',
  '.graphiql-footer',
].join()

/** In the page: the parts that overlap, or that are partly beside the window; what a scrolled container hides is not seen. */
const MISPLACED = `(() => {
  const seen = [...document.querySelectorAll(${JSON.stringify(PARTS)})].flatMap((element) => {
    let { left, right, top, bottom } = element.getBoundingClientRect()
    for (let above = element.parentElement; above; above = above.parentElement) {
      if (getComputedStyle(above).opacity === '0') return []
      if (getComputedStyle(above).overflow === 'visible') continue
      const box = above.getBoundingClientRect()
      ;[left, right, top, bottom] = [Math.max(left, box.left), Math.min(right, box.right), Math.max(top, box.top), Math.min(bottom, box.bottom)]
    }
    const name = element.ariaLabel || element.className || element.textContent
    return right - left > 1 && bottom - top > 1 && getComputedStyle(element).opacity !== '0' ? [{ name, left, right, top, bottom }] : []
  })
  const overlap = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1
  const pairs = seen.flatMap((one, index) => seen.slice(index + 1).filter((other) => overlap(one, other)).map((other) => one.name + ' and ' + other.name))
  return [...pairs, ...seen.filter(({ left, right }) => left < 0 || right > innerWidth).map(({ name }) => name)]
})()`

/** Tests how GraphiQL at `home` fits a phone, and what axe-core says of it. */
export function describeAccess(browser: () => Browser, home: () => string): void {
  const execute = (page: Page) => page.getByRole('button', { name: /^Execute query/ })
  const answerOf = (page: Page) => page.locator('.result-window .view-line')

  describe('of a phone', () => {
    const view = useGraphiql(browser, home, PHONE)

    it('shows everything without overlaps, and does not scroll sideways', async () => {
      const { page } = view
      const widths = () => page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]')
      expect([await page.evaluate(MISPLACED), await widths()]).toEqual([[], [390, 390]])
      for (const name of ['Show Documentation Explorer', 'Show GraphiQL Explorer', 'Hide GraphiQL Explorer']) {
        await page.getByRole('button', { name }).tap()
        await page
          .getByRole('button', { name: name.replace(/^\w+/, name.startsWith('Show') ? 'Hide' : 'Show') })
          .waitFor()
        expect([name, await page.evaluate(MISPLACED), await widths()]).toEqual([name, [], [390, 390]])
      }
      await page.getByRole('button', { name: 'Variables' }).tap()
      expect([await page.evaluate(MISPLACED), await widths()]).toEqual([[], [390, 390]])
    })

    it('chooses and runs an example, and shows the query and its answer', async () => {
      const { page } = view
      await examplesOf(page).getByRole('button', { name: 'Which deployments wait for their turn?' }).tap()
      await page.locator('.graphiql-query-editor .view-line', { hasText: 'InLine' }).waitFor()
      expect(await examplesOf(page).count()).toBe(0)
      await page.waitForFunction(`(() => {
        const [tab, tabs] = ['.graphiql-tab-active', '.graphiql-tabs'].map((name) => document.querySelector(name).getBoundingClientRect())
        return tab.left >= tabs.left - 1 && tab.right <= tabs.right + 1
      })()`)
      await execute(page).tap()
      const first = answerOf(page).filter({ hasText: '"nodes"' }).first()
      await until(async () => ((await first.boundingBox())?.y ?? Number.NaN) < 844) // the editor replaces its lines
      expect(await page.evaluate(MISPLACED)).toEqual([])
    })

    it('has a dialog of settings within the window', async () => {
      await view.page.getByRole('button', { name: 'Open settings dialog' }).tap()
      const { x = -1, width = 0 } = (await view.page.getByRole('dialog').boundingBox()) ?? {}
      expect([x >= 0, x + width <= 390]).toEqual([true, true])
      expect(await view.page.evaluate('document.querySelector(".graphiql-dialog").scrollWidth <= innerWidth')).toBe(
        true,
      )
    })
  })

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    const view = useGraphiql(browser, home, { colorScheme, viewport: { width: 1440, height: 900 } })

    const unused = new Set<number>(UPSTREAM.keys())

    /** The violations of this page; those of GraphiQL leave `unused`. */
    async function violations(): Promise<string[]> {
      await view.page.evaluate(AXE)
      const all = await view.page.evaluate<{ text: string; upstream: number }[]>(
        `axe.run(document, { elementRef: true }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, element }) => ({
          text: id + ': ' + html.slice(0, 200),
          upstream: ${JSON.stringify(UPSTREAM)}.findIndex(([rule, selector]) => rule === id && element.closest(selector)),
        }))))`,
      )
      for (const { upstream } of all) unused.delete(upstream)
      return all.flatMap(({ text, upstream }) => (upstream < 0 ? text : []))
    }

    /** Those that stay: the editor paints its lines in more than one step, on a busy machine slowly. */
    async function lasting(): Promise<string[]> {
      let found = await violations()
      for (let left = 5; found.length > 0 && left > 0; left--) {
        await setTimeout(500)
        found = await violations()
      }
      return found
    }

    it('has no violation of axe in any pane, with an answer', async () => {
      const { page } = view
      await execute(page).click()
      await answerOf(page).filter({ hasText: '"data"' }).first().waitFor()
      const found: Record<string, string[]> = { Examples: await lasting() }
      for (const pane of ['Documentation Explorer', 'History', 'GraphiQL Explorer']) {
        await page.getByRole('button', { name: `Show ${pane}` }).click()
        found[pane] = await lasting()
      }
      await page.getByRole('button', { name: 'Open settings dialog' }).click()
      found.settings = await lasting()
      expect(found).toEqual(Object.fromEntries(Object.keys(found).map((pane) => [pane, []])))
      expect([...unused].map((index) => UPSTREAM[index])).toEqual([])
    }, 600_000)
  })
}
