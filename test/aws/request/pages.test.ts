import { type AwsPage, readAll } from '../../../src/aws/request/listing.ts'
import { Pages } from '../../../src/aws/request/pages.ts'

/** A listing of made-up pages by token, and how often each was read. */
function listing(made: Record<string, AwsPage<string>>) {
  const reads: string[] = []
  const pages = new Pages()
  const read = (token = '') =>
    pages.page(
      'things',
      token,
      async () => {
        reads.push(token)
        return made[token] ?? { items: [] }
      },
      () => new Error('leads back'),
    )
  return { read, reads }
}

describe('a listing of a request', () => {
  test('reads each page once, however often it is walked', async () => {
    const { read, reads } = listing({ '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'] } })
    expect([await readAll(read), await readAll(read)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(reads).toEqual(['', '1'])
  })

  test('that begins in the middle can still be walked from the start', async () => {
    const { read } = listing({ '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'] } })
    await read('1')
    expect(await readAll(read)).toEqual(['a', 'b'])
  })

  test('ends where AWS gives an empty token', async () => {
    const { read } = listing({ '': { items: ['a'], nextToken: '' } })
    expect(await readAll(read)).toEqual(['a'])
  })

  test.each([
    ['to the page itself', { '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'], nextToken: '1' } }],
    [
      'to a page before it',
      { '': { items: [], nextToken: '1' }, '1': { items: [], nextToken: '2' }, '2': { items: [], nextToken: '1' } },
    ],
  ])('is an error where a token leads back %s, and not read forever', async (_, pages) => {
    const { read } = listing(pages)
    await expect(readAll(read)).rejects.toThrow('leads back')
  })
})
