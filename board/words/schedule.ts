/** AppConfig's settings of a rollout that reaches more and more clients. */
interface Growth {
  growthType: string | null
  growthFactor: number | null
  deploymentDurationInMinutes: number | null
  startedAt: string | null
}

const MINUTE_MS = 60_000

/** How many times a larger share of the clients is reached: "G*(2^N)" if that grows exponentially. */
function stepsOf({ growthType, growthFactor }: Growth): number {
  const share = Math.min(Math.max(growthFactor ?? 100, 1), 100)
  return growthType === 'EXPONENTIAL' ? Math.ceil(Math.log2(100 / share)) + 1 : Math.ceil(100 / share)
}

// In AWS's example of get-deployment four steps divide the time into five.
const intervalOf = (growth: Growth): number =>
  ((growth.deploymentDurationInMinutes ?? 0) * MINUTE_MS) / (stepsOf(growth) + 1)

/** "Growing 4 % a minute", "Doubling every 6 min"; without a known interval "Growing". */
export function growthWords(growth: Growth): string {
  const minutes = Math.round(intervalOf(growth) / MINUTE_MS)
  const every = minutes > 1 ? `every ${minutes} min` : minutes === 1 ? 'a minute' : 'a step'
  if (!growth.growthFactor) return 'Growing'
  return growth.growthType === 'EXPONENTIAL' ? `Doubling ${every}` : `Growing ${growth.growthFactor} % ${every}`
}

/** When more clients are reached next, by the settings, in milliseconds since 1970; undefined after the last time. */
export function nextGrowthAt(growth: Growth, now: number): number | undefined {
  const interval = intervalOf(growth)
  const start = Date.parse(growth.startedAt ?? '')
  if (!(interval > 0) || Number.isNaN(start)) return undefined
  const step = Math.floor((now - start) / interval) + 1
  return step <= stepsOf(growth) ? start + step * interval : undefined
}
