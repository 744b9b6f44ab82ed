import type { Frame } from '../../src/live/live-stream.ts'
import { PulledStream } from '../../src/live/pulled-stream.ts'

const FRAME: Frame = { json: Buffer.from('{}'), id: '' }

class NewsStream extends PulledStream {
  news = false

  protected pull(): Promise<Frame> | undefined {
    return this.news ? Promise.resolve(FRAME) : undefined
  }
}

test('a stream has the news that come at the moment at which it begins to wait for some', async () => {
  const stream = new NewsStream(() => {})
  const next = stream.next()
  stream.news = true
  stream.wake()
  setImmediate(() => stream.return()) // ends a stream that has missed them
  expect(await next).toBe(FRAME)
})
