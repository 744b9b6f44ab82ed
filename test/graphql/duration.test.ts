import fc from 'fast-check'
import { durationMs } from '../../src/graphql/duration.ts'

const MAX_MS = 3_650 * 86_400_000
const UNIT_MS = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 }
type Unit = keyof typeof UNIT_MS

const written = (numbers: Partial<Record<Unit, number>>) => {
  const part = (units: readonly Unit[]) =>
    units.flatMap((unit) => (numbers[unit] === undefined ? [] : `${numbers[unit]}${unit}`)).join('')
  const time = part(['H', 'M', 'S'])
  return `P${part(['W', 'D'])}${time && `T${time}`}`
}

test('a Duration is the sum of its weeks, days, hours, minutes and seconds', () => {
  const number = fc.option(fc.nat(100), { nil: undefined })
  fc.assert(
    fc.property(fc.record({ W: number, D: number, H: number, M: number, S: number }), (numbers) => {
      const units = Object.keys(UNIT_MS) as Unit[]
      const ms = units.reduce((sum, unit) => sum + UNIT_MS[unit] * (numbers[unit] ?? 0), 0)
      if (ms > 0) expect(durationMs(written(numbers))).toBe(ms)
      else expect(() => durationMs(written(numbers))).toThrow('is not a duration')
    }),
  )
})

test.each([
  ['PT1H', 3_600_000],
  ['P7D', 604_800_000],
  ['P1DT12H', 129_600_000],
  ['PT90M', 5_400_000],
  ['P3650D', MAX_MS],
  ['P0DT1S', 1000],
])('%s is a Duration', (text, ms) => {
  expect(durationMs(text)).toBe(ms)
})

test.each([
  ...['', 'P', 'PT', 'P1', '1H', 'P1DT', 'T1H', 'pt1h', ' PT1H', 'PT1H\n', 'P1D1W', 'PT1M1H', 'P1H', 'PT1D'],
  ...['-P1D', 'P-1D', '+P1D', 'P1Y', 'P1M', 'PT0.5H', 'PT1,5S', 'P0D', 'PT0S', 'P3651D', 'P3650DT1S', 'P0.5W'],
  `P${'9'.repeat(400)}D`,
])('%j is not a Duration', (text) => {
  expect(() => durationMs(text)).toThrow(/is not a duration: expected one like PT1H or P7D, of at most P3650D\.$/)
  expect(() => durationMs(text)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
})

test('any other text is refused as BAD_USER_INPUT with one short sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+PTWDHMSY0-9.,]{0,60}$/)), (text) => {
      try {
        const ms = durationMs(text)
        expect(ms > 0 && ms <= MAX_MS && ms % 1000 === 0).toBe(true)
      } catch (error) {
        expect(error).toMatchObject({ code: 'BAD_USER_INPUT' })
        expect((error as Error).message.length).toBeLessThan(400)
      }
    }),
  )
})
