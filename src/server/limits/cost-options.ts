import type { FieldNode } from 'graphql'
import type { Fragments } from '../execution/collect-fields.ts'

export interface Estimate {
  /** Units of AWS calls, plus one for each object without a call of its own. */
  estimated: number
  /** Maximum number of AWS calls. */
  calls: number
}

/** The inputs of an estimate besides the operation and the schema. */
export interface EstimateOptions extends Fragments {
  /** Number of locations that are queried if the operation names none. */
  locations: number
  /** Types whose references share AWS calls, whatever their parents. */
  batchedTypes: ReadonlySet<string>
  /** Overrides `first` of a page for the estimate; default: `first` as requested. */
  cap?: (node: FieldNode, requested: number) => number
}
