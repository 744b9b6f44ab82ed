import * as sdk from '@aws-sdk/client-imagebuilder'
import { drift, type Service } from '../support/drift.ts'
import { modules, schemaOf } from '../support/sdl.ts'

const imagebuilder: Service = {
  // The rest of Image Builder, such as recipes, pipelines and workflows, is not read.
  sdk: Object.fromEntries(Object.entries(sdk).filter(([name]) => name.startsWith('Lifecycle'))),
  reads: [
    sdk.GetLifecycleExecution$,
    sdk.ListLifecycleExecutions$,
    sdk.ListLifecycleExecutionResources$,
    sdk.GetLifecyclePolicy$,
    sdk.ListLifecyclePolicies$,
  ],
  places: {
    'GetLifecycleExecutionResponse.lifecycleExecution': 'Query.lifecycleExecution',
    'ListLifecycleExecutionsResponse.lifecycleExecutions': 'LifecycleExecutionConnection.nodes',
    'ListLifecycleExecutionsResponse.nextToken': 'PageInfo.endCursor',
    'ListLifecycleExecutionResourcesResponse.lifecycleExecutionId': 'LifecycleExecution.lifecycleExecutionId',
    'ListLifecycleExecutionResourcesResponse.lifecycleExecutionState': 'LifecycleExecution.state',
    'ListLifecycleExecutionResourcesResponse.resources': 'LifecycleExecutionResourceConnection.nodes',
    'ListLifecycleExecutionResourcesResponse.nextToken': 'PageInfo.endCursor',
    'GetLifecyclePolicyResponse.lifecyclePolicy': 'Query.lifecyclePolicy',
    'ListLifecyclePoliciesResponse.lifecyclePolicySummaryList': 'LifecyclePolicyConnection.nodes',
    'ListLifecyclePoliciesResponse.nextToken': 'PageInfo.endCursor',
    'LifecycleExecution.endTime': 'LifecycleExecution.completedAt',
    'LifecycleExecution.resourcesImpactedSummary': 'LifecycleExecution.hasImpactedResources',
  },
  leftOut: {},
  enumNames: {},
  notEnums: {},
}

test('the schema has a field for every lifecycle member of Image Builder and a value for every enum value', () => {
  expect(drift(imagebuilder, schemaOf(modules)).missing).toEqual([])
})

test('every rename refers to a member of the SDK', () => {
  expect(drift(imagebuilder, schemaOf(modules)).stale).toEqual([])
})

test('the description of a field names its AWS member', () => {
  const answers = /^(\w+Response|LifecyclePolicySummary)\./ // whole objects: their type's description says it
  const fields = [...drift(imagebuilder, schemaOf(modules)).members].filter(([member]) => !answers.test(member))
  expect(fields.length).toBeGreaterThan(50)
  expect(fields.filter(([member, description]) => !description.includes(member)).map(([member]) => member)).toEqual([])
})

test.each([
  ['LifecycleExecution.completedAt', ['LifecycleExecution.endTime: no LifecycleExecution.completedAt']],
  [
    'LifecyclePolicy.lastRunAt',
    [
      'LifecyclePolicy.dateLastRun: no LifecyclePolicy.lastRunAt',
      'LifecyclePolicySummary.dateLastRun: no LifecyclePolicy.lastRunAt',
    ],
  ],
  [
    'LifecycleExecutionResource.imageUris',
    ['LifecycleExecutionResource.imageUris: no LifecycleExecutionResource.imageUris'],
  ],
  [
    'LifecyclePolicyResourceSelection.tagMap',
    ['LifecyclePolicyResourceSelection.tagMap: no LifecyclePolicyResourceSelection.tagMap'],
  ],
  [
    'LifecycleExecutionStatus.CANCELLING',
    ['LifecycleExecutionStatus CANCELLING: no LifecycleExecutionStatus.CANCELLING'],
  ],
])('the check reports a schema without %s', (coordinate, reported) => {
  expect(drift(imagebuilder, schemaOf(modules, coordinate)).missing).toEqual(reported)
})
