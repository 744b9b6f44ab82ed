import type { FeedEntry } from '../../../src/live/feed/feed-entries.ts'
import { FeedEntries } from '../../../src/live/feed/feed-entries.ts'
import type { FeedSource } from '../../../src/live/feed/feed-source.ts'
import { FeedWatcher } from '../../../src/live/feed/feed-watcher.ts'

test('the changes that a watcher of the feed was not sent, because newer ones came, are counted', async () => {
  const type = { status: () => 'InProgress', phases: new Map([['InProgress', 'IN_PROGRESS']]), times: () => ({}) }
  const source = { type, asOf: 0, problems: [] } as unknown as FeedSource
  const entries = new FeedEntries()
  const entry = { key: 'a', source, activity: {}, applicationName: 'shop', fingerprint: '', endedAt: undefined }
  const set = (change: object = {}) => entries.set({ ...entry, ...change } as unknown as FeedEntry)
  const sent: string[] = []
  const frames = async ({ change }: { change: string }) => {
    sent.push(change)
    return { json: Buffer.from('{}'), id: '' }
  }
  set()
  const watcher = new FeedWatcher(
    entries,
    [source],
    {},
    frames,
    () => 0,
    () => {},
  )
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
