import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { transform } from 'esbuild'

interface Megabytes {
  most: number
  last: number
}

/** The megabytes in use during the pauses that follow full collections, before each of which the event loop is busy for some time. */
async function megabytes(pauses: readonly number[], busyMs = 500, options: string[] = []): Promise<Megabytes[]> {
  const { code } = await transform(await readFile('src/cli/heap-growth.ts', 'utf8'), { loader: 'ts' })
  const script = `
    import { setTimeout as sleep } from 'node:timers/promises'
    ${code}
    letHeapGrow()
    await sleep(50)
    const measured = []
    for (const pause of ${JSON.stringify(pauses)}) {
      for (const end = performance.now() + ${busyMs}; performance.now() < end; );
      gc()
      let most = 0
      let last = 0
      for (const end = performance.now() + pause; performance.now() < end; await sleep(5)) {
        last = process.memoryUsage().heapUsed / 1e6
        most = Math.max(most, last)
      }
      measured.push({ most, last })
    }
    console.log(JSON.stringify(measured))`
  const asModule = ['--expose-gc', '--input-type=module', '-e', script]
  const { stdout } = await promisify(execFile)(process.execPath, [...options, ...asModule])
  return JSON.parse(stdout)
}

const growth = ([before, during]: Megabytes[]) => Number(during?.most) - Number(before?.last)

test('under load after an idle time, more memory is in use until the next full collection, and not soon again', async () => {
  const [before, during, ...after] = await megabytes([300, 2_000, 300, 300, 300])
  expect(growth([before, during] as Megabytes[])).toBeGreaterThan(10)
  for (const { most } of after.slice(1)) expect(most - Number(before?.last)).toBeLessThan(5)
})

test('it is in use for some seconds at most', async () => {
  const measured = await megabytes([300, 6_000, 300])
  expect(growth(measured)).toBeGreaterThan(10)
  expect(Number(measured[2]?.last) - Number(measured[0]?.last)).toBeLessThan(5)
}, 30_000)

test('after another idle time it is again', async () => {
  const measured = await megabytes([300, 300, 8_000, 300, 1_000], 300)
  expect(growth(measured.slice(0, 2))).toBeGreaterThan(10)
  expect(growth(measured.slice(3))).toBeGreaterThan(10)
}, 30_000)

test('full collections now and then, with little to do between them, or close to the limit of the heap change nothing', async () => {
  const measured = await Promise.all([
    megabytes([6_000, 1_000]),
    megabytes([300, 1_000], 0),
    megabytes([300, 1_000], 500, ['--max-old-space-size=40']),
  ])
  for (const each of measured) expect(growth(each)).toBeLessThan(5)
}, 30_000)
