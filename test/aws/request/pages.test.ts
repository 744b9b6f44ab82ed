import { readAll } from '../../../src/aws/request/listing.ts'
import { Pages } from '../../../src/aws/request/pages.ts'
import type { AwsPage } from '../../../src/aws/shared/read.ts'

/** A listing of these pages by token, and the tokens of those that were read. */
function listing(pagesByToken: Record<string, AwsPage<string>>) {
  const reads: string[] = []
  const pages = new Pages()
  const read = (token = '') =>
    pages.page(
      'things',
      token,
      async () => {
        reads.push(token)
        return pagesByToken[token] ?? { items: [] }
      },
      () => new Error('leads back'),
    )
  return { read, reads }
}

describe('a listing of a request', () => {
  test('reads each page once, however often the listing is read', async () => {
    const { read, reads } = listing({ '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'] } })
    expect([await readAll(read), await readAll(read)]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(reads).toEqual(['', '1'])
  })

  test('can be read from the start after a page in the middle', async () => {
    const { read } = listing({ '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'] } })
    await read('1')
    expect(await readAll(read)).toEqual(['a', 'b'])
  })

  test('ends where AWS returns an empty token', async () => {
    const { read } = listing({ '': { items: ['a'], nextToken: '' } })
    expect(await readAll(read)).toEqual(['a'])
  })

  test.each([
    ['to the page itself', { '': { items: ['a'], nextToken: '1' }, '1': { items: ['b'], nextToken: '1' } }],
    [
      'to a page before it',
      { '': { items: [], nextToken: '1' }, '1': { items: [], nextToken: '2' }, '2': { items: [], nextToken: '1' } },
    ],
  ])('is an error, rather than endless, where a token leads back %s', async (_, pages) => {
    const { read } = listing(pages)
    await expect(readAll(read)).rejects.toThrow('leads back')
  })
})
