import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { transform } from 'esbuild'

interface Megabytes {
  most: number
  last: number
}

/** The megabytes in use during the pauses that follow full collections. */
async function megabytes(pauses: readonly number[]): Promise<Megabytes[]> {
  const { code } = await transform(await readFile('src/cli/heap-growth.ts', 'utf8'), { loader: 'ts' })
  const script = `
    import { setTimeout as sleep } from 'node:timers/promises'
    ${code}
    letHeapGrow()
    const measured = []
    for (const pause of ${JSON.stringify(pauses)}) {
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
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', '--input-type=module', '-e', script])
  return JSON.parse(stdout)
}

test('where full collections follow each other closely, more memory is in use until the next of them, and not soon again', async () => {
  const [before, during, ...after] = await megabytes([300, 2_000, 300, 300, 300])
  expect(Number(during?.most) - Number(before?.last)).toBeGreaterThan(10)
  for (const { most } of after.slice(1)) expect(most - Number(before?.last)).toBeLessThan(5)
})

test('a full collection now and then changes nothing', async () => {
  const [before, after] = await megabytes([6_000, 1_000])
  expect(Number(after?.most) - Number(before?.last)).toBeLessThan(5)
}, 30_000)
