import fc from 'fast-check'
import { clip, jsonLine, plain, plainLines, widthOf } from '../../src/cli/plain-text.ts'
import { NOW, ONE_LOCATION, useGateway } from '../support/gateway.ts'
import { hostileWorld } from '../support/hostile-world.ts'
import { run, runOn } from './terminals.ts'

const HOSTILE = [
  'title \u001b]0;pwned\u0007',
  'clear \u001b[2J\u001b[H',
  'c1 \u009b31mred',
  'paste \u001b[200~rm -rf /\u001b[201~',
  'back\b\b\bspace, bell\u0007',
  'over\rwritten',
  'reversed \u202Etxt.exe\u2066',
  'dcs \u001bP$q\u001b\\ end',
]

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

const gateway = useGateway({
  ...{
    world: hostileWorld(HOSTILE.join('\n'), 'i-00000000000000001'),
    locations: ONE_LOCATION,
    gatewayClock: () => NOW,
  },
})

describe('text from AWS', () => {
  test('reaches the terminal without anything that it would act upon', async () => {
    const { stdout } = await run('why', 'd-HOSTILE01', '--url', gateway.url)
    expect(stdout.split('\n').filter((line) => UNSAFE.test(line))).toEqual([])
    expect(stdout).toContain('  | clear ')
    expect(stdout).toContain('  | paste rm -rf /')
    expect(stdout).toContain('  | reversed txt.exe')
  })

  test.each([
    ['now'],
    ['waiting'],
    ['runs'],
    ['stats'],
    ['why', 'd-RUNNING01'],
    ['why', 'app0001/prod001/1'],
    ['why', 'lce-00000000-0000-4000-8000-000000000001'],
    ['watch', 'd-HOSTILE01'],
    ['watch', 'app0001/prod001/1'],
    ['watch', 'lce-00000000-0000-4000-8000-000000000001'],
  ])('reaches the terminal in no other way by %s %s', async (...args) => {
    for (const columns of [undefined, 40]) {
      const { stdout, stderr } = await runOn({ columns: () => columns }, [...args, '--url', gateway.url])
      const lines = `${stdout}\n${stderr}`.split('\n')
      expect(lines.filter((line) => UNSAFE.test(line))).toEqual([])
      expect(stdout).not.toBe('')
    }
    const { stdout } = await run(...args, '--json', '--url', gateway.url)
    expect(stdout.split('\n').filter((line) => UNSAFE.test(line))).toEqual([])
  })

  test('is whole in --json, written in characters that no terminal acts upon', async () => {
    const { stdout } = await run('why', 'd-HOSTILE01', '--json', '--url', gateway.url)
    expect(UNSAFE.test(stdout.trimEnd())).toBe(false)
    expect(JSON.parse(stdout).failureSummary.groups[0].logTail).toBe(HOSTILE.join('\n'))
  })

  const anyText = fc.string({ unit: 'binary' })

  test('is safe whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainLines(text).filter((line) => UNSAFE.test(line))).toEqual([])
        expect(plain(text)).not.toMatch(UNSAFE)
        expect(jsonLine(text)).not.toMatch(UNSAFE)
        expect(JSON.parse(jsonLine(text))).toBe(text)
      }),
    )
  })

  test('is cut to the columns that there are', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), (text, columns) => {
        expect(widthOf(clip(plain(text), columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
