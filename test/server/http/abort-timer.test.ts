import { abortedBy } from '../../../src/server/http/abort-timer.ts'
import { collectingGarbage } from '../../support/garbage.ts'

const reasonOf = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => {
    signal.addEventListener('abort', () => resolve(signal.reason))
    if (signal.aborted) resolve(signal.reason)
  })

test('a signal aborts after its time, also when garbage was collected meanwhile', async () => {
  const { signal: left } = new AbortController()
  for (const source of [left, undefined])
    expect(await collectingGarbage(reasonOf(abortedBy(source, 500)))).toMatchObject({ name: 'TimeoutError' })
})

test('a signal aborts with the other one, which may have aborted before', async () => {
  const left = new AbortController()
  const signal = abortedBy(left.signal, 60_000)
  expect(signal.aborted).toBe(false)
  left.abort('left')
  expect(await reasonOf(signal)).toBe('left')
  expect(await reasonOf(abortedBy(left.signal, 60_000))).toBe('left')
})
