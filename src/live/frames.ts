import { LRUCache } from 'lru-cache'
import type { Stale } from '../aws/receipt.ts'
import type { Frame } from './live-stream.ts'

// Of all frames: 17 of the longest updates, which are made again when they are needed again.
const MAX_BYTES = 32_000_000

// What a frame takes beside its bytes.
const ENTRY_BYTES = 1_000

/** How the frames of a watcher are made. */
export interface FrameSource {
  /** Equal for watchers whose frames are equal: document, variables and rights. */
  key: string
  /** Whether they tell which parts have changed, and so differ by what a watcher has had. */
  hasParts: boolean
  /**
   * Executes the operation over the parent of its root field, or over why there is none; as JSON. It never rejects.
   * Passes to `onCalls` how many AWS calls that made.
   */
  render: (root: object, stale: readonly Stale[], onCalls?: (calls: number) => void) => Promise<Buffer>
}

/** The memory that all frames share: what a client has asked for once does not stay because it asks for something else. */
export type FrameMemory = LRUCache<Promise<Frame>, () => void>

export const frameMemory = (): FrameMemory => new LRUCache({ maxSize: MAX_BYTES, dispose: (drop) => drop() })

/** The frames of one state, each made once for all who get the same. */
export class Frames {
  readonly #memory: FrameMemory
  readonly #byKey = new Map<string, Promise<Frame>>()

  constructor(memory: FrameMemory) {
    this.#memory = memory
  }

  /** `make` does not reject. A hit does not count as use: it would cost each watcher of each update something. */
  get(key: string, make: () => Promise<Frame>): Promise<Frame> {
    const known = this.#byKey.get(key)
    if (known) return known
    const frame = make()
    this.#byKey.set(key, frame)
    void frame.then(({ json }) => {
      if (this.#byKey.get(key) !== frame) return
      const size = ENTRY_BYTES + key.length + 2 * json.length // streams are sent a copy of it
      this.#memory.set(frame, () => this.#byKey.delete(key), { size })
    })
    return frame
  }

  clear(): void {
    for (const frame of this.#byKey.values()) this.#memory.delete(frame)
    this.#byKey.clear()
  }
}
