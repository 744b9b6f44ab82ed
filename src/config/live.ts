import { amount, count, setting } from './setting.ts'

/** What live updates cost at most. docs/live.md says why. */
export const live = {
  liveCallsPerSecond: setting(
    'LIVE_CALLS_PER_SECOND',
    2,
    amount('calls', 0.01, 1_000),
    'how often live updates call AWS per service and location, however much is watched; updates come less often beyond it',
  ),
  maxLiveCost: setting(
    'MAX_LIVE_COST',
    5_000,
    count(undefined, 1, 1_000_000_000),
    'maximum estimated cost of one update of a subscription, which may cost 10 AWS calls at most; counted as for `maxCost`',
  ),
}
