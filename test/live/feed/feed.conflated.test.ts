import type { FeedEntry } from '../../../src/live/feed/feed-entries.ts'
import { FeedEntries } from '../../../src/live/feed/feed-entries.ts'
import type { FeedSource } from '../../../src/live/feed/feed-source.ts'
import { FeedWatcher } from '../../../src/live/feed/feed-watcher.ts'

/** A watcher of one source, and what it was sent. */
function watch() {
  const type = { status: () => 'InProgress', phases: new Map([['InProgress', 'IN_PROGRESS']]), times: () => ({}) }
  const source = { type, asOf: 0, stale: [], problems: [] } as unknown as FeedSource
  const entries = new FeedEntries()
  const entry = { key: 'a', source, activity: {}, applicationName: 'shop', fingerprint: '', endedAt: undefined }
  const set = (change: object = {}) => entries.set({ ...entry, ...change } as unknown as FeedEntry)
  const sent: string[] = []
  const frames = async ({ change }: { change: string }) => {
    sent.push(change)
    return { json: Buffer.from('{}'), id: '' }
  }
  const begin = () =>
    new FeedWatcher(
      entries,
      [source],
      {},
      frames,
      () => 0,
      () => {},
    )
  return { entries, set, sent, begin }
}

test('the changes that a watcher of the feed was not sent, because newer ones came, are counted', async () => {
  const { set, sent, begin } = watch()
  set()
  const watcher = begin()
  await watcher.next()
  await watcher.next()
  set()
  set()
  set()
  await watcher.next()
  set()
  set({ endedAt: 1 })
  await watcher.next()
  expect(sent).toEqual(['PRESENT', 'SYNCED', 'CHANGED', 'ENDED'])
  expect(watcher.counts).toMatchObject({ updates: 4, conflated: 3 })
})

const FORGOTTEN_MS = 600_001

test('a watcher of the feed for whom the end of an activity is forgotten is ended, so that its client comes again', async () => {
  const { entries, set, sent, begin } = watch()
  set()
  const [late, prompt] = [begin(), begin()]
  for (const watcher of [late, prompt]) {
    await watcher.next()
    await watcher.next()
  }
  set({ endedAt: 1 })
  await prompt.next()
  entries.prune(1 + FORGOTTEN_MS)
  set({ key: 'b' })
  expect([await late.next(), late.end]).toEqual([undefined, 'behind'])
  await prompt.next()
  expect([sent.slice(-2), prompt.end]).toEqual([['ENDED', 'APPEARED'], undefined])
})
