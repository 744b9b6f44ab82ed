import { setTimeout as turn } from 'node:timers/promises'
import { Receipt } from '../../../src/aws/receipt.ts'
import { AnswerCache, type Answers } from '../../../src/aws/shared/answer-cache.ts'
import type { Claim, SecondMemory } from '../../../src/aws/shared/second-memory.ts'
import { SharedReads } from '../../../src/aws/shared/shared-reads.ts'
import { fakeRead } from './fake-read.ts'

const broken = () => Promise.reject(new Error('broken'))
const remembered = (value: unknown) => ({ answer: { value, final: false, jsonBytes: 1 }, requestedAt: 0, seconds: 60 })

/** Reads through a memory that claims so, and the keys of each AWS call. */
function readsThrough(claim: () => Promise<Claim<unknown>>, clock = () => 0) {
  const calls: (readonly string[])[] = []
  const read = fakeRead(async (keys) => {
    calls.push(keys)
    return new Map(keys.map((key) => [key, `the ${key}`]))
  })
  const memory: SecondMemory = { holds: () => true, claim: claim as SecondMemory['claim'], forget: () => undefined }
  const reads = new SharedReads(0, () => 0, new AnswerCache(clock), memory)
  const load = (...keys: string[]) =>
    reads.load(read, keys, { receipt: new Receipt(), signal: new AbortController().signal, timeoutMs: 25_000 })
  return { load, calls }
}

/** The values of the keys a and b, and the calls. */
async function readThrough(claim: () => Promise<Claim<unknown>>) {
  const { load, calls } = readsThrough(claim)
  return { values: await load('a', 'b'), calls }
}

const claimOf = (own: string[], others?: Claim<unknown>['others'], found: Answers<unknown> = new Map()) => ({
  ...{ found, own: new Set(own), others, keep: () => undefined },
})

test.each<[string, () => Promise<Claim<unknown>>, string[][]]>([
  ['claims nothing', broken, [['a', 'b']]],
  ['does not bring what others read', async () => claimOf(['a'], broken), [['a'], ['b']]],
  [
    'has an answer of no possible size',
    async () => {
      const { answer, ...dated } = remembered('of b')
      return claimOf(['a'], undefined, new Map([['b', { ...dated, answer: { ...answer, jsonBytes: Number.NaN } }]]))
    },
    [['a', 'b']],
  ],
])('everything is read from AWS if a second memory %s', async (_, claim, calls) => {
  expect(await readThrough(claim)).toEqual({ values: ['the a', 'the b'], calls })
})

test('what another process gives up is read when that is known, and what it finds is used', async () => {
  const later = async () => claimOf(['b'])
  expect(await readThrough(async () => claimOf(['a'], later))).toEqual({
    values: ['the a', 'the b'],
    calls: [['a'], ['b']],
  })
  const found = async () => claimOf([], undefined, new Map([['b', remembered('of another')]]))
  expect(await readThrough(async () => claimOf(['a'], found))).toEqual({
    values: ['the a', 'of another'],
    calls: [['a']],
  })
})

test('who requests a key that has been read does not wait for others of its batch', async () => {
  let arrive = (_: Claim<unknown>) => {}
  const arrived = new Promise<Claim<unknown>>((resolve) => {
    arrive = resolve
  })
  const found = new Map([['b', remembered('of another')]])
  const claims: Claim<unknown>[] = [claimOf(['a'], () => arrived, found), claimOf(['a']), claimOf(['b'])]
  let now = 0
  const { load, calls } = readsThrough(
    async () => claims.shift() as Claim<unknown>,
    () => now,
  )
  const all = load('a', 'b', 'c')
  await turn()
  expect(await load('a')).toEqual(['the a'])
  expect(await load('b')).toEqual(['of another']) // of the cache
  now = 61_000
  expect(await load('b')).toEqual(['the b'])
  expect(calls).toEqual([['a'], ['a'], ['b']])
  arrive(claimOf(['c']))
  expect(await all).toEqual(['the a', 'of another', 'the c'])
})
