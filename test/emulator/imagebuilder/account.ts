import {
  type ImagebuilderClient,
  type LifecyclePolicy,
  ListLifecycleExecutionsCommand,
} from '@aws-sdk/client-imagebuilder'
import type { Fault } from '../../../src/emulator/faults.ts'
import type { ExecutionRecord, ImageBuilderWorld } from '../../../src/emulator/imagebuilder/world.ts'
import { startedRest } from '../rest-clients.ts'

const ARN = 'arn:aws:imagebuilder:us-east-1:111122223333'
export const POLICY = `${ARN}:lifecycle-policy/base-images`
export const IMAGE = `${ARN}:image/base/1.0.0/1`
export const NINE = Date.parse('2026-11-20T09:00:00.5Z')

export const id = (n: number) => `lce-00000000-0000-0000-0000-${String(n).padStart(12, '0')}`

/** Execution number n, started n minutes after nine. */
export function execution(n: number, lifecyclePolicyArn = POLICY): ExecutionRecord {
  return {
    execution: {
      lifecycleExecutionId: id(n),
      lifecyclePolicyArn,
      resourcesImpactedSummary: { hasImpactedResources: true },
      state: { status: 'FAILED', reason: 'No role' },
      startTime: new Date(NINE + n * 60_000),
      endTime: new Date(NINE + n * 60_000 + 1_000),
    },
  }
}

export const policy: LifecyclePolicy = {
  arn: POLICY,
  name: 'base-images',
  description: 'Old base images',
  status: 'ENABLED',
  executionRole: 'arn:aws:iam::111122223333:role/lifecycle',
  resourceType: 'AMI_IMAGE',
  policyDetails: [
    {
      action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
      filter: { type: 'AGE', value: 6, unit: 'MONTHS', retainAtLeast: 3 },
      exclusionRules: {
        tagMap: { Keep: 'yes' },
        amis: { lastLaunched: { value: 2, unit: 'WEEKS' }, tagMap: { Gold: '' } },
      },
    },
  ],
  resourceSelection: { recipes: [{ name: 'base', semanticVersion: '1.0.0' }] },
  dateCreated: new Date(NINE),
  dateUpdated: new Date(NINE + 250),
  dateLastRun: new Date(NINE + 1_000),
  tags: { Team: 'platform' },
}

export const WORLD: ImageBuilderWorld = {
  policies: [{ arn: `${ARN}:lifecycle-policy/containers`, name: 'containers', status: 'DISABLED' }, policy],
  executions: [
    execution(1),
    {
      ...execution(3),
      resources: [
        { resource: { resourceId: IMAGE, action: { name: 'DELETE', reason: 'Too old' } } },
        {
          parentResourceId: IMAGE,
          resource: {
            accountId: '444455556666',
            resourceId: 'ami-1',
            region: 'eu-west-1',
            state: { status: 'SUCCESS' },
            snapshots: [{ snapshotId: 'snap-1', state: { status: 'FAILED', reason: 'In use' } }],
            startTime: new Date(NINE),
            endTime: new Date(NINE + 500),
          },
        },
        { parentResourceId: IMAGE, resource: { resourceId: 'sha256:1', imageUris: ['444455556666.dkr.ecr/app:1'] } },
      ],
    },
    { ...execution(2), resourceArns: [IMAGE] },
    execution(4, `${ARN}:lifecycle-policy/containers`),
  ],
}

export async function account(more: ImageBuilderWorld = {}, faults: Fault[] = []) {
  const all = await startedRest({ world: () => ({ imagebuilder: { ...WORLD, ...more } }), faults })
  return { ...all, send: all.imageBuilder.send.bind(all.imageBuilder) as ImagebuilderClient['send'] }
}

export const list = (more: object = {}) => new ListLifecycleExecutionsCommand({ resourceArn: POLICY, ...more })
