import { createHash } from 'node:crypto'

/**
 * The answers of a batch read in a different order than requested, but always the same one for the same request: AWS
 * promises no order, and a client that relies on one fails here.
 */
export function shuffled<T>(items: T[], question: readonly string[]): T[] {
  const order = (index: number) =>
    createHash('sha1')
      .update(`${index}/${question.join('\n')}`)
      .digest('hex')
  const mixed = items
    .map((item, index) => ({ item, index, rank: order(index) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
  const moved = mixed.some(({ index }, at) => index !== at)
  return (moved ? mixed : mixed.reverse()).map(({ item }) => item)
}
