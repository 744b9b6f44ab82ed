import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { estimate, estimateFields } from './cost-estimate.ts'
import type { EstimateOptions } from './cost-options.ts'
import { fieldCostOf } from './cost-weights.ts'

/** A page of the operation: its path in the answer, and the field nodes that select it. */
interface Page {
  path: string
  nodes: readonly FieldNode[]
}

interface Share {
  path: string
  units: number
  page?: Page
}

// The operation is estimated once per page and ten times for each `first` to be found: some milliseconds, 30 at these
// limits. For a larger document the advice names only fields of Query.
const MAX_FIELDS = 500
const MAX_PAGES = 20

const MAX_NAMED = 3
// Below this share, a field is only named if it is the most expensive one.
const MIN_SHARE = 0.1

// The maximum page size.
const MAX_FIRST = 1_000

/**
 * How to change an operation that costs more than `limit` units, as the end of a sentence: its most expensive fields,
 * and the largest `first` with which it would fit. The estimate grows with `first`, so a binary search finds it.
 */
export function costAdvice(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  options: EstimateOptions,
  limit: number,
): string {
  const pages = pagesOf(schema, operation, options)
  const costWith = (cap?: EstimateOptions['cap']) => estimate(schema, operation, { ...options, cap }).estimated
  const capped = ({ nodes }: Page, first: number) =>
    costWith((node, requested) => (nodes.includes(node) ? Math.min(requested, first) : requested))

  const total = costWith()
  const shares = pages.map((page): Share => ({ path: page.path, units: total - capped(page, 0), page }))
  const mostExpensive = [...estimateFields(schema, operation, options)]
    .map(([path, units]): Share => ({ path, units }))
    .sort((one, other) => other.units - one.units)
    .filter(({ units }, index) => index === 0 || (index < MAX_NAMED && units >= total * MIN_SHARE))
    .map((field) => within(field, shares))
  const named = mostExpensive.map(({ path, units }) => `${path} (${inWords(units)})`).join(', ')

  const page = mostExpensive[0]?.page
  const alone = page && largest((first) => capped(page, first) <= limit)
  if (page && alone) return `most expensive: ${named}; \`first: ${alone}\` in ${page.path} would fit.`
  const all = pages.length > 0 && largest((first) => costWith((_, requested) => Math.min(requested, first)) <= limit)
  if (all)
    return `most expensive: ${named}; \`first: ${all}\` for every list with a larger one, including defaults, would fit.`
  return `most expensive: ${named}; request fewer fields or items.`
}

export const inWords = (units: number) => units.toLocaleString('en-US')

/** The page within a field, or within a page of it, that causes most of its cost; the field itself if there is none. */
function within(field: Share, shares: readonly Share[]): Share {
  const [part] = shares
    .filter(
      ({ path, units }) => path.length > field.path.length && isWithin(path, field.path) && units > field.units / 2,
    )
    .sort((one, other) => other.units - one.units)
  const own = shares.find(({ path }) => path === field.path)
  if (part) return within({ ...part, units: Math.min(part.units, field.units) }, shares)
  return { ...field, page: field.page ?? own?.page }
}

const isWithin = (path: string, field: string) => path.startsWith(`${field}.`)

/** The largest `first` that fits; undefined if none does. */
function largest(fits: (first: number) => boolean): number | undefined {
  if (!fits(1)) return undefined
  let [fitting, beyond] = [1, MAX_FIRST + 1]
  while (beyond - fitting > 1) {
    const middle = Math.floor((fitting + beyond) / 2)
    if (fits(middle)) fitting = middle
    else beyond = middle
  }
  return fitting
}

/** The pages of an operation, including those in fragments; none if there are too many fields or pages to inspect. */
function pagesOf(schema: GraphQLSchema, operation: OperationDefinitionNode, { fragments }: EstimateOptions): Page[] {
  const nodesByPath = new Map<string, FieldNode[]>()
  let fields = 0
  const addPages = (
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | null | undefined,
    path: string,
  ): void => {
    for (const node of selections) {
      if (fields > MAX_FIELDS) return
      if (node.kind === Kind.FIELD) addPage(node, type, path)
      else {
        const part = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node
        const on = part?.typeCondition ? schema.getType(part.typeCondition.name.value) : type
        if (part) addPages(part.selectionSet, on, path)
      }
    }
  }
  const addPage = (node: FieldNode, type: GraphQLNamedType | null | undefined, path: string) => {
    fields++
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined
    if (!field || !node.selectionSet) return
    const here = [path, (node.alias ?? node.name).value].filter(Boolean).join('.')
    if (fieldCostOf(field).sizedFields) nodesByPath.set(here, [...(nodesByPath.get(here) ?? []), node])
    addPages(node.selectionSet, getNamedType(field.type), here)
  }
  addPages(operation.selectionSet, schema.getRootType(operation.operation), '')
  const pages = [...nodesByPath].map(([path, nodes]) => ({ path, nodes }))
  return fields > MAX_FIELDS || pages.length > MAX_PAGES ? [] : pages
}
