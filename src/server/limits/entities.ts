import { getArgumentValues } from 'graphql'
import { type Check, queryFields } from './operation.ts'
import { asUserInputError, operationError } from './operation-error.ts'

/** Maximum number of references per request, over all its `_entities`. */
export const MAX_ENTITIES = 1000

/** Refuses a request with too many references before anything is read: each may be an AWS call of its own. */
export const entityBound =
  (most: number): Check =>
  ({ operation, variables }) => {
    const field = operation.schema.getQueryType()?.getFields()._entities
    const nodes = entityFields(operation)
    if (!field || nodes.length === 0) return
    const lists = asUserInputError(() =>
      nodes.map((node) => getArgumentValues(field, node, variables).representations as readonly unknown[]),
    )
    const count = lists.reduce((sum, { length }) => sum + length, 0)
    if (count <= most) return
    const message = `"representations" had ${count} references: expected at most ${most} in one request.`
    throw operationError('BAD_USER_INPUT', message, nodes)
  }

const entityFields = queryFields(new Set(['_entities']))
