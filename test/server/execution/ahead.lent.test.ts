import { Constant, Writer } from '../../../src/server/execution/ahead/writer.ts'
import { answerBytes, stringifyAnswer, Written } from '../../../src/server/execution/ahead/written.ts'

/** The bytes of an answer that holds so many of a text. */
function answerOf(text: string, count = 1_000_000) {
  const writer = new Writer(count)
  writer.text(JSON.stringify(text.repeat(count)))
  const answer = answerBytes(stringifyAnswer({ data: { text: new Written(writer) } }))
  if (!answer) throw new Error('The answer has no written part.')
  return { ...answer, expected: `${JSON.stringify({ data: { text: text.repeat(count) } })}\n` }
}

test('an answer keeps its bytes while it is sent, and after that if something may still read them', () => {
  const answers = ['a', 'b', 'c', 'd'].map((text) => answerOf(text))
  const areWhole = () => answers.every(({ bytes, expected }) => bytes.toString() === expected)
  expect(areWhole()).toBe(true)
  for (const { release } of answers) release(false)
  for (const text of ['e', 'f', 'g', 'h']) answerOf(text).release(false)
  expect(areWhole()).toBe(true)
})

test('the buffer of an answer that nothing reads any more is used for another one', () => {
  const first = answerOf('a')
  first.release(true)
  first.release(true) // once counts
  const second = answerOf('b')
  expect(second.bytes.buffer).toBe(first.bytes.buffer)
  second.release(true)
})

test('at most two answers are sent from the buffer that they were written in, if it has room for their surroundings', () => {
  const long = 'x'.repeat(5000)
  const writer = new Writer(1)
  writer.text('1')
  const around = answerBytes(stringifyAnswer({ [long]: new Written(writer), after: long }))
  expect(around?.bytes.toString()).toBe(`{"${long}":1,"after":"${long}"}\n`)
  around?.release(true)
  const large = new Writer(1_000_000)
  large.text('1')
  const inRoom = answerBytes(stringifyAnswer({ [long.repeat(3)]: new Written(large), after: long }))
  expect(inRoom?.bytes.toString()).toBe(`{"${long.repeat(3)}":1,"after":"${long}"}\n`)
  expect(inRoom?.bytes.buffer.byteLength).toBeGreaterThan(1_000_000)
  inRoom?.release(true)
  const lent = ['a', 'b', 'c'].map((text) => answerOf(text))
  expect(lent.map(({ bytes }) => bytes.buffer.byteLength > bytes.length)).toEqual([true, true, false])
  expect(lent.map(({ bytes }) => bytes.toString())).toEqual(lent.map(({ expected }) => expected))
  for (const { release } of lent) release(true)
})

test('a list takes a buffer of about its own size, so that many small ones take little', () => {
  const sizes = [10, 1_000, 100_000].map((size) => {
    const writer = new Writer(size)
    writer.constant(new Constant(JSON.stringify('x'.repeat(size))))
    const answer = answerBytes(stringifyAnswer({ list: new Written(writer) }))
    answer?.release(true)
    return (answer?.bytes.buffer.byteLength ?? 0) < 1.5 * size + 10_000
  })
  expect(sizes).toEqual([true, true, true])
})

test('bytes that were kept are copied into such a buffer if they are many, and stay as they are', () => {
  const kept = Buffer.from(JSON.stringify('k'.repeat(1_500_000)))
  const before = Buffer.from(kept)
  const sentOf = (bytes: Buffer) => answerBytes(stringifyAnswer({ text: new Written(bytes) }))
  const [first, second, third] = [kept, kept, kept].map(sentOf)
  const expected = `{"text":${before}}\n`
  for (const sent of [first, second, third]) expect(sent?.bytes.toString()).toBe(expected)
  first?.release(true)
  const next = sentOf(kept)
  expect(next?.bytes.buffer).toBe(first?.bytes.buffer)
  for (const sent of [second, third, next]) sent?.release(true)
  expect(kept.equals(before)).toBe(true)
  const surrounded = answerBytes(stringifyAnswer({ ['x'.repeat(50_000)]: new Written(kept) }))
  expect(surrounded?.bytes.toString()).toBe(`{"${'x'.repeat(50_000)}":${before}}\n`)
  expect(surrounded?.bytes.buffer.byteLength).toBeGreaterThan(surrounded?.bytes.length ?? 0)
  surrounded?.release(true)
  const few = Buffer.from('"few"')
  expect(sentOf(few)?.bytes.buffer).not.toBe(first?.bytes.buffer)
})
