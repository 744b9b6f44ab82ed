import { Constant, Writer } from '../../../src/server/execution/ahead/writer.ts'
import { answerBytes, stringifyAnswer, writtenPart } from '../../../src/server/execution/ahead/written.ts'

/** The bytes of an answer that holds so many of a text. */
function answerOf(text: string, count = 1_000_000) {
  const writer = new Writer(count)
  writer.text(JSON.stringify(text.repeat(count)))
  const answer = answerBytes(stringifyAnswer({ data: { text: writtenPart(writer) } }))
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

test('an answer may have any number of written parts, of any size, among what is long', () => {
  const long = 'x'.repeat(5000)
  const parts = [1, 1_000_000, 20].map((count) => {
    const writer = new Writer(1)
    writer.text(JSON.stringify('p'.repeat(count)))
    return writer
  })
  const answer = answerBytes(stringifyAnswer({ [long]: parts.map((part) => writtenPart(part)), after: long }))
  const expected = { [long]: [1, 1_000_000, 20].map((count) => 'p'.repeat(count)), after: long }
  expect(answer?.bytes.toString()).toBe(`${JSON.stringify(expected)}\n`)
  answer?.release(true)
})

test('a list takes a buffer of about its own size, so that many small ones take little', () => {
  const sizes = [10, 1_000, 100_000].map((size) => {
    const writer = new Writer(size)
    writer.constant(new Constant(JSON.stringify('x'.repeat(size))))
    const answer = answerBytes(stringifyAnswer({ list: writtenPart(writer) }))
    answer?.release(true)
    return (answer?.bytes.buffer.byteLength ?? 0) < 1.5 * size + 10_000
  })
  expect(sizes).toEqual([true, true, true])
})

test('bytes that were kept are copied, and stay as they are', () => {
  const kept = Buffer.from(JSON.stringify('k'.repeat(1_500_000)))
  const before = Buffer.from(kept)
  const sentOf = (bytes: Buffer) => answerBytes(stringifyAnswer({ text: writtenPart(bytes) }))
  const [first, second] = [sentOf(kept), sentOf(kept)]
  for (const sent of [first, second]) expect(sent?.bytes.toString()).toBe(`{"text":${before}}\n`)
  first?.release(true)
  const next = sentOf(kept)
  expect(next?.bytes.buffer).toBe(first?.bytes.buffer)
  for (const sent of [second, next]) sent?.release(true)
  expect(kept.equals(before)).toBe(true)
})

test('an answer for a slow client is in no buffer that is much larger', () => {
  answerOf('a', 4_000_000).release(true)
  const small = answerOf('b', 1_100_000)
  expect(small.bytes.buffer.byteLength).toBeLessThan(2 * small.bytes.length + 10_000)
  small.release(true)
})
