import fc from 'fast-check'
import { keywordFinder } from '../../src/redact/keywords.ts'
import { RULES, scrubbed } from '../../src/redact.ts'
import { anyText } from '../support/any-text.ts'
import { FORMS } from './forms.ts'

/** Every rule, at every place. */
const scrubbedInFull = (text: string) =>
  RULES.reduce((rest, { clean }) => clean(rest, [...new Set(rest.toLowerCase())]), text)

const HINTS = [...new Set(RULES.flatMap(({ hints }) => hints))]
const SAMPLES = FORMS.map(([text]) => text).filter((text) => !text.includes('\x1b'))

const anyCase = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => (text[0] ?? '').toUpperCase() + text.slice(1),
)
const sample = fc.constantFrom(...SAMPLES)
const part = fc
  .tuple(sample, fc.nat(60), fc.integer({ min: 1, max: 60 }))
  .map(([text, from, length]) => text.slice(from, from + length))
const hint = fc.tuple(fc.constantFrom(...HINTS), anyCase).map(([text, spell]) => spell(text))
const word = fc.stringMatching(/^[\w+/=.-]{1,45}$/)
const sign = fc.constantFrom(
  ...['=', ': ', ' = ', ' => ', '"', "'", ' ', '\n', '[stdout]', '{', '[{"', '<', '>', '://', '@', ' -p ', ' -u '],
)
const noise = fc.oneof(word, sign, anyText({ maxLength: 12 }), fc.constantFrom('İ', 'ſ', '\u212a', 'ß'))
const text = fc
  .array(fc.oneof(sample, part, part, hint, hint, sign, sign, noise), { maxLength: 14 })
  .map((pieces) => pieces.join(''))
  .filter((joined) => !joined.includes('\x1b'))

test('the hints skip no rule and no place where the rule matches', () => {
  fc.assert(
    fc.property(text, (joined) => {
      expect(scrubbed(joined)).toBe(scrubbedInFull(joined))
    }),
    { numRuns: 3_000 },
  )
})

test('every match of a rule in its samples contains one of its hints', () => {
  for (const form of SAMPLES) expect(scrubbed(form)).toBe(scrubbedInFull(form))
})

test('one pass finds every keyword of a text, including overlapping ones', () => {
  const keywords = fc.uniqueArray(fc.stringMatching(/^[ab_]{1,4}$/), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(keywords, fc.stringMatching(/^[abABc_é]{0,30}$/), (some, joined) => {
      const small = joined.toLowerCase()
      expect([...keywordFinder(some).in(joined)].sort()).toEqual(some.filter((one) => small.includes(one)).sort())
    }),
  )
})

test('a harmless text is checked only against the rules without a hint', () => {
  const applied = (line: string) => {
    const keywords = keywordFinder(HINTS).in(line)
    return RULES.filter(({ hints }) => hints.length === 0 || hints.some((one) => keywords.has(one))).length
  }
  const always = RULES.filter(({ hints }) => hints.length === 0).length
  for (const line of [
    '[stdout]warm_cache: i-0a3ac5cc4628af9a8: connecting to cache.internal:6379, 9500/48211 loaded (42s)',
    '[stderr]health_check: try 3/5: 500 {"status":"down","checks":{"disk":"ok","db":"connection pool exhausted"}}',
    '[stderr]    at org.springframework.boot.SpringApplication.run(SpringApplication.java:301)',
    '/opt/codedeploy-agent/deployment-root/7f0c9b8e-8e5f-4c0a-9f68-4b3b4f3a9f10/d-A1B2C3D4E/deployment-archive',
  ])
    expect(applied(line)).toBe(always)
  expect(always).toBe(1)
})
