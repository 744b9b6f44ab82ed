import { SingleFlight } from '../../../src/aws/shared/single-flight.ts'

const stays = () => new AbortController().signal
const leaver = () => new AbortController()

/** Work that ends when told, and what became of its signal. */
function work() {
  let land: (value: string) => void = () => {}
  let aborted: AbortSignal | undefined
  const flight = new SingleFlight((signal) => {
    aborted = signal
    return new Promise<string>((resolve) => {
      land = resolve
    })
  })
  return { flight, land: (value: string) => land(value), isAborted: () => aborted?.aborted }
}

test('all who wait get what the work gives, and what it throws', async () => {
  const { flight, land } = work()
  const all = [flight.join(stays()), flight.join(stays())]
  land('done')
  expect(await Promise.all(all)).toEqual(['done', 'done'])
  const failed = new SingleFlight(() => Promise.reject(new Error('down')))
  await expect(failed.join(stays())).rejects.toThrow('down')
})

test('a caller that leaves is let go at once with its own reason, and the work goes on for the others', async () => {
  const { flight, land, isAborted } = work()
  const [leaves, staying] = [leaver(), flight.join(stays())]
  const left = flight.join(leaves.signal)
  leaves.abort('gone')
  await expect(left).rejects.toBe('gone')
  expect([isAborted(), flight.abandoned]).toEqual([false, false])
  land('done')
  expect(await staying).toBe('done')
})

test('the work is aborted when the last one leaves', async () => {
  const { flight, isAborted } = work()
  const leavers = [leaver(), leaver()]
  const left = Promise.allSettled(leavers.map(({ signal }) => flight.join(signal)))
  leavers[0]?.abort()
  expect(isAborted()).toBe(false)
  leavers[1]?.abort()
  expect([isAborted(), flight.abandoned]).toEqual([true, true])
  await left
})

test('leaving after the end changes nothing', async () => {
  const { flight, land, isAborted } = work()
  const late = leaver()
  const waits = flight.join(late.signal)
  land('done')
  await waits
  late.abort()
  expect([isAborted(), flight.abandoned]).toEqual([false, false])
})

test('who had left before is not waited for', async () => {
  const { flight, isAborted } = work()
  await expect(flight.join(AbortSignal.abort('gone before'))).rejects.toBe('gone before')
  expect(isAborted()).toBe(true)
})
