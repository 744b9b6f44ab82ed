import { Receipt } from '../../../src/aws/receipt.ts'
import { AnswerCache, type Answers } from '../../../src/aws/shared/answer-cache.ts'
import type { AwsPage, Read } from '../../../src/aws/shared/read.ts'
import type { SecondMemory } from '../../../src/aws/shared/second-memory.ts'
import { SharedReads } from '../../../src/aws/shared/shared-reads.ts'
import { GatewayError } from '../../../src/errors.ts'
import { fakeRead } from './fake-read.ts'

describe('a whole list', () => {
  const pagesOf = (pages: Record<string, AwsPage<string> | GatewayError>) => {
    const tokens: string[] = []
    const list = fakeRead<AwsPage<string>>(
      async ([token = '']) => {
        tokens.push(token)
        const page = pages[token]
        if (page instanceof GatewayError) throw page
        return new Map(page && [[token, page]])
      },
      { name: 'list', size: 1 },
    )
    const whole = { ...list, name: 'whole', pages: list, lifetime: () => ({ seconds: 60, final: false }) }
    return { tokens, list, whole }
  }
  const newCaller = () => ({ receipt: new Receipt(), signal: new AbortController().signal, timeoutMs: 25_000 })
  const throttled = new GatewayError('AWS_THROTTLED', 'Rate exceeded')

  test('is read page by page, once for all who need it, and kept for a time of its own', async () => {
    let now = 0
    const reads = new SharedReads(0, Date.now, new AnswerCache(() => now))
    const { whole, tokens } = pagesOf({ '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'] } })
    const all = await Promise.all([newCaller(), newCaller()].map((caller) => reads.load(whole, [''], caller)))
    expect(all).toEqual([[{ items: ['a', 'b'] }], [{ items: ['a', 'b'] }]])
    now += 60_000
    await reads.load(whole, [''], newCaller())
    expect(tokens).toEqual(['', '1'])
    now += 1
    await reads.load(whole, [''], newCaller())
    expect(tokens).toEqual(['', '1', '', '1'])
  })

  test('is as old as the oldest of its pages, which may have been read before', async () => {
    let now = 0
    const reads = new SharedReads(0, Date.now, new AnswerCache(() => now))
    const { list, whole, tokens } = pagesOf({ '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'] } })
    const pages = { ...list, lifetime: () => ({ seconds: 30, final: false }) }
    await reads.load(pages, [''], newCaller())
    now = 20_000
    await reads.load({ ...whole, pages }, [''], newCaller())
    expect(tokens).toEqual(['', '1'])
    now = 60_000
    await reads.load({ ...whole, pages }, [''], newCaller())
    expect(tokens).toEqual(['', '1'])
    now = 60_001
    await reads.load({ ...whole, pages }, [''], newCaller())
    expect(tokens).toEqual(['', '1', '', '1'])
  })

  test('is as old as a page that another process read, also for the processes that share it', async () => {
    const { list, whole } = pagesOf({})
    const pages = { ...list, lifetime: () => ({ seconds: 60, final: false }) }
    const kept: unknown[] = []
    const memory: SecondMemory = {
      holds: () => true,
      claim: async <V>({ name }: Read<V>, keys: readonly string[]) => {
        const page = { value: { items: ['a'] } as V, final: false, jsonBytes: 1 }
        const found: Answers<V> = new Map(
          name === 'list' ? [['', { answer: page, requestedAt: 500, seconds: 60 }]] : [],
        )
        const own = new Set(keys.filter((key) => !found.has(key)))
        return { found, own, keep: (answers) => kept.push(...answers.values()) }
      },
      forget: () => undefined,
    }
    const reads = new SharedReads(0, Date.now, new AnswerCache(() => 20_000), memory)
    const callers = [newCaller(), newCaller()]
    await Promise.all(callers.map((caller) => reads.load({ ...whole, pages }, [''], caller)))
    expect(kept).toEqual([expect.objectContaining({ requestedAt: 500 })])
    expect(callers.map(({ receipt }) => receipt.askedAt)).toEqual([500, 500])
  })

  test('is not kept, and is stale for all who need it, where one of its pages is', async () => {
    let now = 0
    const reads = new SharedReads(0, Date.now, new AnswerCache(() => now, 600))
    const pages: Parameters<typeof pagesOf>[0] = { '': { items: ['a'] } }
    const { list, whole, tokens } = pagesOf(pages)
    await reads.load({ ...list, lifetime: () => ({ seconds: 1, final: false }) }, [''], newCaller())
    now += 60_000
    pages[''] = throttled
    const callers = [newCaller(), newCaller()]
    expect(await Promise.all(callers.map((caller) => reads.load(whole, [''], caller)))).toEqual([
      [{ items: ['a'] }],
      [{ items: ['a'] }],
    ])
    expect(callers.map(({ receipt }) => receipt.staleParts.map(({ ageMs }) => ageMs))).toEqual([[60_000], [60_000]])
    pages[''] = { items: ['a', 'b'] }
    expect(await reads.load(whole, [''], newCaller())).toEqual([{ items: ['a', 'b'] }])
    expect(tokens).toHaveLength(3)
  })

  test.each<[string, Record<string, AwsPage<string> | GatewayError>, unknown]>([
    ['is absent if AWS knows no such list', {}, undefined],
    ['fails with the first page that does', { '': { items: ['a'], nextToken: '1' }, '1': throttled }, throttled],
    [
      'fails if it leads back to one of its own pages',
      { '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'], nextToken: '1' } },
      expect.objectContaining({ code: 'AWS_UNAVAILABLE', message: expect.stringContaining('repeated a page token') }),
    ],
    [
      'fails as AWS_UNAVAILABLE if AWS refuses a token that it gave',
      { '': { items: ['a'], nextToken: '1' }, '1': new GatewayError('BAD_USER_INPUT', 'Bad token') },
      expect.objectContaining({ code: 'AWS_UNAVAILABLE' }),
    ],
  ])('%s', async (_, pages, expected) => {
    const { whole } = pagesOf(pages)
    expect(await new SharedReads(0, Date.now).load(whole, [''], newCaller())).toEqual([expected])
  })

  test('is not cut short when the caller that asked for it first leaves', async () => {
    const leaver = new AbortController()
    let asked = () => {}
    const second = new Promise<void>((resolve) => {
      asked = resolve
    })
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const slow = fakeRead<AwsPage<string>>(
      async ([token = '']) => {
        if (token === '1') asked()
        if (token === '1') await answered
        return new Map([[token, token ? { items: ['b'] } : { items: ['a'], nextToken: '1' }]])
      },
      { name: 'list', size: 1 },
    )
    const reads = new SharedReads(0, Date.now)
    const whole = { ...slow, name: 'whole', pages: slow }
    const left = reads.load(whole, [''], { ...newCaller(), signal: leaver.signal })
    const stays = reads.load(whole, [''], newCaller())
    await second
    leaver.abort('gone')
    expect(await left).toEqual(['gone'])
    answer()
    expect(await stays).toEqual([{ items: ['a', 'b'] }])
  })
})
