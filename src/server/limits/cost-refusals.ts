import { MAX_SINGLE_READS } from '../../aws/shared/refused-batch.ts'
import { CALL_WEIGHT } from './cost-weights.ts'

// Any id can make AWS refuse a batch: its repeated calls, single reads, and the pages that list the existing ids.
const CALLS_PER_REFUSED_BATCH = 3
const LISTING_PAGES = 5

/** The additional units for ids that a caller names, because they may not exist. */
export const retryUnits = (ids: number): number =>
  ids <= 1
    ? 0
    : CALL_WEIGHT *
      (CALLS_PER_REFUSED_BATCH * Math.ceil(ids / CALL_WEIGHT) + Math.min(ids, MAX_SINGLE_READS) + LISTING_PAGES)
