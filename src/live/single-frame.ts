import type { LiveStream, StreamEnd } from './live-stream.ts'

/** A stream of one frame, which with `isFailure` says why there is nothing to watch. */
export function singleFrame(json: Buffer, isFailure = false): LiveStream {
  let end: LiveStream['end']
  let isSent = false
  let resolve = () => {}
  const ended = new Promise<void>((settle) => {
    resolve = settle
  })
  const stop = (reason: StreamEnd) => {
    end ??= reason
    resolve()
  }
  return {
    next: async () => {
      if (end || isSent) {
        stop('complete')
        return undefined
      }
      isSent = true
      return { json, id: '', isFailure }
    },
    return: (reason = 'left') => stop(reason),
    get end() {
      return end
    },
    ended,
  }
}
