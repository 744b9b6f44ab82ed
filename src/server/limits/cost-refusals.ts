import { MAX_SINGLE_READS } from '../../aws/shared/refused-batch.ts'
import { CALL_WEIGHT } from './cost-weights.ts'

// What AWS refuses a batch for can be any id of it: its calls, those for ids alone, and the pages that list what exists.
const CALLS_OF_REFUSED_BATCH = 3
const LISTING_PAGES = 5

/** What ids that a caller names may cost more than others, because they may not exist. */
export const retryUnits = (ids: number): number =>
  ids <= 1
    ? 0
    : CALL_WEIGHT *
      (CALLS_OF_REFUSED_BATCH * Math.ceil(ids / CALL_WEIGHT) + Math.min(ids, MAX_SINGLE_READS) + LISTING_PAGES)
