import { count, setting } from './setting.ts'

/** What one client, and all of them together, may ask of the gateway. docs/limits.md says why. */
export const limits = {
  maxAliases: setting(
    'MAX_ALIASES',
    500,
    count(undefined, 0, 10_000),
    'how many aliases an operation may have, counted as often as their fragments are spread',
  ),
  maxRootFields: setting(
    'MAX_ROOT_FIELDS',
    100,
    count(undefined, 1, 10_000),
    'how many fields of Query an operation may ask for',
  ),
  maxCost: setting(
    'MAX_COST',
    50_000,
    count(undefined, 1, 1_000_000_000),
    'what one operation may be estimated to cost; an AWS call is 25, and an object of the answer 1',
  ),
}
