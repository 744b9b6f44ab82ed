import fc from 'fast-check'
import { asciiOf, jsonLine, widthOf } from '../../src/cli/plain-text.ts'
import { coloured, redrawer, type Terminal } from '../../src/cli/terminal.ts'
import { later } from '../../src/cli/times.ts'
import { displayOn, type Watched } from '../../src/cli/watch/display.ts'
import { terminalEnvironment } from '../../src/config/terminal.ts'
import { idOf, STAYS, SUCCEEDS, useLiveGateways, worldOf } from '../live/live-gateway.ts'
import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { runOn } from './terminals.ts'

const { start } = useLiveGateways()

/** The rows of a screen that obeys line feeds, movements upwards and deletions below the cursor. */
function screenOf(written: string, columns: number): string[] {
  const rows = ['']
  let row = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of the redrawer
  for (const [part, up] of written.matchAll(/\u001b\[(\d+)A|\u001b\[0J|\n|[^\u001b\n]/g)) {
    if (up !== undefined) row = Math.max(0, row - Number(up))
    else if (part.startsWith('\u001b')) rows.splice(row, rows.length, '')
    else if (part === '\n') rows[++row] ??= ''
    else if ((rows[row] ?? '').length === columns) rows[++row] = part
    else rows[row] += part
  }
  return rows
}

function screen(columns: () => number, rows: () => number | undefined = () => undefined) {
  let written = ''
  const out = (text: string) => {
    written += text
  }
  const terminal = { out, columns, rows } as unknown as Terminal
  return { ...redrawer(terminal), rows: (width: number) => screenOf(written, width), written: () => written }
}

describe('progress that is redrawn', () => {
  test('stands in the place of what was there', () => {
    const { draw, rows } = screen(() => 20)
    draw(['one', 'two', 'three'])
    draw(['1', '2'])
    expect(rows(20)).toEqual(['1', '2', ''])
  })

  test('stands there too after the terminal has become narrower, which wraps the lines', () => {
    let columns = 20
    const { draw, written } = screen(() => columns)
    draw(['a'.repeat(20), 'b'.repeat(15)])
    columns = 10
    draw(['c'])
    expect(screenOf(written(), 10)).toEqual(['c', ''])
  })

  test('has no more rows than the terminal', () => {
    const { draw, rows } = screen(
      () => 20,
      () => 3,
    )
    draw(['1', '2', '3', '4'])
    draw(['5', '6', '7', '8'])
    expect(rows(20)).toEqual(['5', '6', ''])
  })

  test('is not written again while nothing changes', () => {
    const { draw, written } = screen(() => 20)
    draw(['one'])
    draw(['one'])
    expect(written()).toBe('one\n')
  })

  test('stays below what was written in between', () => {
    const { draw, leave, rows } = screen(() => 20)
    draw(['one'])
    leave()
    draw(['two'])
    expect(rows(20)).toEqual(['one', 'two', ''])
  })

  test('has each warning above it once', () => {
    const written: string[] = []
    const write = (text: string) => void written.push(text)
    const terminal = { out: write, err: write, columns: () => 80, rows: () => 24, redraws: true, now: () => NOW }
    const { show, warn, close } = displayOn(terminal as unknown as Terminal, false)
    const watched = { phase: 'IN_PROGRESS', title: 'web', location: { name: 'here' }, deploymentId: 'd-1' }
    for (const createdAt of [NOW - 60_000, NOW - 120_000, NOW - 180_000]) {
      warn('not read\n')
      show({ ...watched, createdAt: new Date(createdAt).toISOString() } as Watched)
    }
    close()
    expect(screenOf(written.join(''), 80).filter((row) => row === 'not read')).toHaveLength(1)
    expect(screenOf(written.join(''), 80).filter((row) => row === 'IN_PROGRESS')).toHaveLength(1)
  })

  test('tells the time also between updates', async () => {
    const { url } = await start({ world: worldOf(STAYS) })
    let now = NOW
    let written = ''
    const out = (text: string) => {
      written += text
    }
    const terminal = { out, redraws: true, columns: () => 80, now: () => now }
    const over = runOn(terminal, ['watch', idOf(0), '--timeout', '10s', '--url', url])
    await until(() => written.includes('started 1 min ago'))
    now += 60_000
    await until(() => written.includes('started 2 min ago'))
    await over
  })
})

test('A --timeout of more days than a timer of Node takes does not end at once.', async () => {
  const { url, timers } = await start({ world: worldOf(SUCCEEDS) })
  const lines: string[] = []
  const out = (text: string) => lines.push(text)
  const over = runOn({ out }, ['watch', idOf(0), '--timeout', '30d', '--url', url])
  await until(() => lines.length > 0)
  timers.goTo(NOW + 60_000)
  expect((await over).code).toBe(0)
  let hasActed = false
  const cancel = later(2 ** 40, () => {
    hasActed = true
  })
  await until(async () => true)
  cancel()
  expect(hasActed).toBe(false)
})

describe('a terminal that shows ASCII alone', () => {
  test('gets texts of the same width, and their colours', () => {
    const text = coloured({ colours: true }, 'checkout → production 100 % ██░ 3 × Ende…', 'red')
    expect(asciiOf(text)).toBe('\u001b[31mcheckout > production 100 % ##. 3 x Ende~\u001b[0m')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        expect(asciiOf(any.replace(/\p{C}/gu, ''))).toMatch(/^[ -~]*$/)
        expect(widthOf(asciiOf(any.replace(/\p{C}/gu, '')))).toBe(widthOf(any.replace(/\p{C}/gu, '')))
      }),
    )
  })

  test('gets JSON that means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(jsonLine(any, true)).toMatch(/^[ -~]*$/)
        expect(JSON.parse(jsonLine(any, true))).toBe(any)
      }),
    )
  })

  test.each([
    [{}, false],
    [{ LANG: '' }, false],
    [{ LANG: 'en_US.UTF-8' }, false],
    [{ LANG: 'C.utf8' }, false],
    [{ LANG: 'C' }, true],
    [{ LANG: 'POSIX' }, true],
    [{ LC_CTYPE: 'C', LANG: 'en_US.UTF-8' }, true],
    [{ LC_ALL: 'en_US.UTF-8', LC_CTYPE: 'C', LANG: 'C' }, false],
  ])('is known by its environment: %j', (env, isAscii) => {
    expect(terminalEnvironment(env).isAscii).toBe(isAscii)
  })
})

test.each([
  [{ NO_COLOR: '1' }, true],
  [{ NO_COLOR: '' }, false],
  [{ TERM: 'dumb' }, true],
  [{ TERM: 'xterm' }, false],
])('Colours are left out by the environment %j: %p', (env, isPlain) => {
  expect(terminalEnvironment(env).isPlain).toBe(isPlain)
})
