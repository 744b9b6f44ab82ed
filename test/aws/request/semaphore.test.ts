import fc from 'fast-check'
import { Semaphore } from '../../../src/aws/request/semaphore.ts'

const OUTCOMES = fc.array(fc.record({ turns: fc.integer({ min: 1, max: 4 }), fails: fc.boolean() }), { maxLength: 40 })

test('runs as much as it may at once, in the order of arrival, and goes on after what fails', async () => {
  await fc.assert(
    fc.asyncProperty(OUTCOMES, fc.integer({ min: 1, max: 8 }), async (works, most) => {
      const semaphore = new Semaphore(most)
      const began: number[] = []
      let [running, highest] = [0, 0]
      const settled = await Promise.allSettled(
        works.map(({ turns, fails }, index) =>
          semaphore.run(async () => {
            began.push(index)
            highest = Math.max(highest, ++running)
            for (let turn = 0; turn < turns; turn++) await undefined
            running--
            if (fails) throw new Error(String(index))
            return index
          }),
        ),
      )
      expect(began).toEqual(works.map((_, index) => index))
      expect(highest).toBe(Math.min(most, works.length))
      expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual(
        works.map(({ fails }, index) => (fails ? String(index) : index)),
      )
    }),
  )
})
