import type { NaturalKeys } from '../graphql/federation/entities.ts'
import type { NodeReaders } from '../graphql/federation/nodes.ts'
import { checkedArn, locationOfArn } from './arn.ts'
import { checkedExecutionId } from './resolvers.ts'

export const nodes: NodeReaders = {
  LifecycleExecution: async ({ imagebuilder }, at, executionId) =>
    imagebuilder.execution(at, checkedExecutionId(executionId)),
  LifecyclePolicy: async ({ imagebuilder }, at, arn) => imagebuilder.policy(at, checkedArn(arn).arn),
}

export const naturalKeys: NaturalKeys = {
  LifecycleExecution: {
    fields: ['lifecycleExecutionId'],
    read: async ({ imagebuilder }, executionId) => imagebuilder.findExecution(checkedExecutionId(executionId)),
  },
  LifecyclePolicy: {
    fields: ['arn'],
    read: async ({ imagebuilder, locations }, arn) => imagebuilder.policy(locationOfArn(arn, locations), arn),
  },
}
