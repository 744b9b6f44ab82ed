import type { LiveStream } from './live-stream.ts'

/** A stream of one frame, which with `isFailure` says why there is nothing to watch. */
export function singleFrame(json: Buffer, isFailure = false): LiveStream {
  let end: LiveStream['end']
  let isSent = false
  return {
    next: async () => {
      if (end || isSent) {
        end ??= 'complete'
        return undefined
      }
      isSent = true
      return { json, id: '', isFailure }
    },
    return: () => {
      end ??= 'left'
    },
    get end() {
      return end
    },
  }
}
