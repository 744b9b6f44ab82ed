import { Session } from 'node:inspector/promises'

/** The usage that a measured process reports: CPU and memory as the operating system counts them, all threads. */
export interface Usage {
  cpuMs: number
  rssBytes: number
  /** The most that was resident since the process began. */
  peakRssBytes: number
  heapBytes: number
  /** Buffers, which are not in the heap. */
  externalBytes: number
}

// Loaded into every measured process before its own program; asked by bench/process.ts.
const inspector = new Session()

const ANSWERS = {
  usage: async (): Promise<Usage> => {
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed, external } = process.memoryUsage()
    const peakRssBytes = process.resourceUsage().maxRSS * 1024
    return { cpuMs: (user + system) / 1000, rssBytes: rss, peakRssBytes, heapBytes: heapUsed, externalBytes: external }
  },
  collectGarbage: async () => {
    inspector.connect()
    await inspector.post('HeapProfiler.collectGarbage')
    inspector.disconnect()
  },
  // Like `node --cpu-prof`, but started when the process is warm.
  profileStart: async () => {
    inspector.connect()
    await inspector.post('Profiler.enable')
    await inspector.post('Profiler.setSamplingInterval', { interval: 200 }) // microseconds
    await inspector.post('Profiler.start')
  },
  profileStop: async () => {
    const { profile } = await inspector.post('Profiler.stop')
    inspector.disconnect()
    return profile
  },
}

export type Question = keyof typeof ANSWERS
export type Answer<Q extends Question> = Awaited<ReturnType<(typeof ANSWERS)[Q]>>

process.on('message', async (question: Question) => process.send?.((await ANSWERS[question]()) ?? null))
process.on('disconnect', () => process.exit())
