import { SingleFlight } from '../../src/aws/single-flight.ts'

const stays = () => new AbortController().signal
const leaver = () => new AbortController()

/** Work that ends when a test ends it, and the state of its signal. */
function work() {
  let finish: (value: string) => void = () => {}
  let aborted: AbortSignal | undefined
  const flight = new SingleFlight((signal) => {
    aborted = signal
    return new Promise<string>((resolve) => {
      finish = resolve
    })
  })
  return { flight, finish: (value: string) => finish(value), isAborted: () => aborted?.aborted }
}

test('all callers get the result of the work, or its error', async () => {
  const { flight, finish } = work()
  const all = [flight.join(stays()), flight.join(stays())]
  finish('done')
  expect(await Promise.all(all)).toEqual(['done', 'done'])
  const failed = new SingleFlight(() => Promise.reject(new Error('down')))
  await expect(failed.join(stays())).rejects.toThrow('down')
})

test('a caller that aborts is rejected immediately with its own reason, and the work continues for the others', async () => {
  const { flight, finish, isAborted } = work()
  const [leaves, staying] = [leaver(), flight.join(stays())]
  const left = flight.join(leaves.signal)
  leaves.abort('gone')
  await expect(left).rejects.toBe('gone')
  expect([isAborted(), flight.abandoned]).toEqual([false, false])
  finish('done')
  expect(await staying).toBe('done')
})

test('the work is aborted when the last caller aborts', async () => {
  const { flight, isAborted } = work()
  const leavers = [leaver(), leaver()]
  const left = Promise.allSettled(leavers.map(({ signal }) => flight.join(signal)))
  leavers[0]?.abort()
  expect(isAborted()).toBe(false)
  leavers[1]?.abort()
  expect([isAborted(), flight.abandoned]).toEqual([true, true])
  await left
})

test('an abort after the end has no effect', async () => {
  const { flight, finish, isAborted } = work()
  const late = leaver()
  const waits = flight.join(late.signal)
  finish('done')
  await waits
  late.abort()
  expect([isAborted(), flight.abandoned]).toEqual([false, false])
})

test('a caller that aborted before it joined does not keep the work alive', async () => {
  const { flight, isAborted } = work()
  await expect(flight.join(AbortSignal.abort('gone before'))).rejects.toBe('gone before')
  expect(isAborted()).toBe(true)
})
