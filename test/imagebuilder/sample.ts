import type { Sample } from '../support/samples.ts'

const AT = new Date('2026-11-20T12:00:00Z')
export const EXECUTION = 'lce-00000000-0000-4000-8000-000000000001'
export const policyIn = (region: string) => `arn:aws:imagebuilder:${region}:111122223333:lifecycle-policy/expire`

const ONE = `lifecycleExecution(lifecycleExecutionId: "${EXECUTION}", location: $at)`
const HOME_POLICY = policyIn('us-east-1')

export const sample: Sample<'imagebuilder'> = {
  world: (region) => ({
    policies: [
      {
        ...{ arn: policyIn(region), name: 'expire', status: 'ENABLED', executionRole: 'arn:role' },
        policyDetails: [{ action: { type: 'DELETE' }, filter: { type: 'AGE', value: 1 } }],
        resourceSelection: { tagMap: { team: 'web' } },
      },
    ],
    executions: [
      {
        execution: {
          ...{ lifecycleExecutionId: EXECUTION, lifecyclePolicyArn: policyIn(region) },
          ...{ state: { status: 'SUCCESS' }, startTime: AT, endTime: AT },
        },
        resources: [{ resource: { resourceId: 'ami-1', state: { status: 'SUCCESS' } } }],
      },
    ],
  }),
  arguments: { arn: '$arn', lifecycleExecutionId: `"${EXECUTION}"`, resourceArn: '$arn' },
  operations: {
    ListLifecyclePolicies: ['lifecyclePolicies(location: $at) { nodes { name } }', ['nodes', 0]],
    GetLifecyclePolicy: ['lifecyclePolicy(arn: $arn) { executionRole }', []],
    ListLifecycleExecutions: ['lifecycleExecutions(resourceArn: $arn) { nodes { rawStatus } }', ['nodes', 0]],
    GetLifecycleExecution: [`${ONE} { rawStatus }`, []],
    ListLifecycleExecutionResources: [`${ONE} { resources { nodes { resourceId } } }`, ['resources', 'nodes', 0]],
  },
  entities: {
    LifecycleExecution: { id: [EXECUTION], natural: { lifecycleExecutionId: EXECUTION } },
    LifecyclePolicy: { id: [HOME_POLICY], natural: { arn: HOME_POLICY } },
  },
  entityCalls: { GetLifecycleExecution: 1, GetLifecyclePolicy: 1 },
}
