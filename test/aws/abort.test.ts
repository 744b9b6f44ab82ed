import { addAbortListener, once, setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Abort } from '../../src/aws/abort.ts'

/** The state of one kind before and after, and the listeners that were told. */
function story(controller: { signal: AbortSignal; abort(reason?: unknown): void }, reasons: readonly unknown[]) {
  const { signal } = controller
  const told: unknown[] = []
  const listener = () => told.push('a listener that is removed')
  signal.addEventListener('abort', () => told.push(['once', signal.reason]), { once: true })
  signal.addEventListener('abort', listener)
  signal.removeEventListener('abort', listener)
  signal.onabort = function (event) {
    told.push(['onabort', this === signal, event.type, event.target === signal, signal.aborted])
  }
  const before = [signal.aborted, signal.reason, signal.throwIfAborted()]
  for (const reason of reasons) controller.abort(reason)
  let thrown: unknown
  try {
    signal.throwIfAborted()
  } catch (error) {
    thrown = error
  }
  return { before, told, after: [signal.aborted, signal.reason, thrown === signal.reason] }
}

test.each<[string, unknown[]]>([
  ['is not aborted', []],
  ['is aborted for a reason', [new Error('left')]],
  ['is aborted for none', [undefined]],
  ['is aborted twice', ['first', 'second']],
])('says what an AbortController says that %s', (_, reasons) => {
  expect(story(new Abort(), reasons)).toEqual(story(new AbortController(), reasons))
})

test('ends what Node ends by a signal', async () => {
  const abort = new Abort()
  setMaxListeners(0, abort.signal)
  let told = 0
  addAbortListener(abort.signal, () => told++)
  const waiting = [
    sleep(60_000, undefined, { signal: abort.signal }),
    once(new EventTarget(), 'x', { signal: abort.signal }),
  ]
  const settled = Promise.allSettled(waiting)
  abort.abort()
  expect((await settled).map((one) => one.status === 'rejected' && one.reason.name)).toEqual([
    'AbortError',
    'AbortError',
  ])
  expect(told).toBe(1)
})
