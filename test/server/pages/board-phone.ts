import type { Gateway } from '../../support/gateway.ts'
import { FAILED, useBoardPage, VIEWS } from './board-page.ts'

const PHONE = { viewport: { width: 390, height: 844 } }

/** Texts that are drawn smaller than 11 px; the letters of marks stand for a word, which is their name. */
const SMALL_TEXT = `[...document.querySelectorAll('main *')].filter((element) => {
  const hasText = [...element.childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim())
  if (!hasText || !element.checkVisibility() || element.closest('.mark, .notice svg')) return false
  const scale = element.closest('svg') ? element.getScreenCTM().a : 1
  return scale * parseFloat(getComputedStyle(element).fontSize) < 10.99
}).map((element) => element.outerHTML.slice(0, 200))`

/** Tests the board in Chromium, on a phone: what is readable and what a finger reaches. */
export function describeBoardOnPhone(executablePath: string, gateway: Gateway): void {
  const { openPage, go } = useBoardPage(executablePath, () => gateway.url)

  it.each([
    ['on a phone', PHONE],
    ['at 200 % zoom', { viewport: { width: 720, height: 450 } }],
    ['on a large screen', { viewport: { width: 1920, height: 1080 } }],
  ])(
    'shows no text below 11 px in any view, %s',
    async (_, options) => {
      const page = await openPage(options)
      for (const view of [FAILED, ...VIEWS, '/stats?within=P90D']) {
        await go(view)
        expect([view, await page.evaluate(SMALL_TEXT)]).toEqual([view, []])
      }
    },
    300_000,
  )
}
