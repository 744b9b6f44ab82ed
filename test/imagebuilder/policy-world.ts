import type { LifecycleExecution } from '@aws-sdk/client-imagebuilder'
import type { World } from '../../src/emulator/world.ts'

const at = (minutes: number) => new Date(Date.parse('2026-11-20T12:00:00.000Z') + minutes * 60_000)
export const iso = (minutes: number) => at(minutes).toISOString()
const newer = <T>(value: string) => value as T

export const POLICY = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire-old-amis'
export const IMAGE = 'arn:aws:imagebuilder:us-east-1:111122223333:image/base/1.0.0/1'
export const lce = (number: number) => `lce-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const execution = (number: number, members: LifecycleExecution = {}) => ({
  execution: {
    lifecycleExecutionId: lce(number),
    lifecyclePolicyArn: POLICY,
    resourcesImpactedSummary: { hasImpactedResources: false },
    state: { status: 'SUCCESS' as const },
    startTime: at(number),
    endTime: at(number + 1),
    ...members,
  },
  resources: [],
})

export const world: World = (region) =>
  region === 'eu-west-1'
    ? {}
    : {
        imagebuilder: {
          policies: [
            {
              arn: POLICY,
              name: 'expire-old-amis',
              description: 'nothing older than half a year',
              status: 'ENABLED',
              executionRole: 'arn:aws:iam::111122223333:role/lifecycle',
              resourceType: 'AMI_IMAGE',
              policyDetails: [
                {
                  action: { type: 'DELETE', includeResources: { amis: true, snapshots: true, containers: false } },
                  filter: { type: 'AGE', value: 6, unit: 'MONTHS', retainAtLeast: 5 },
                  exclusionRules: {
                    tagMap: { keep: 'yes', audit: 'no' },
                    amis: {
                      isPublic: false,
                      regions: ['eu-west-1'],
                      sharedAccounts: ['444455556666'],
                      lastLaunched: { value: 2, unit: 'WEEKS' },
                      tagMap: { golden: 'true' },
                    },
                  },
                },
              ],
              resourceSelection: { recipes: [{ name: 'base', semanticVersion: '1.x.x' }], tagMap: { team: 'web' } },
              dateCreated: at(-1000),
              dateUpdated: at(-900),
              dateLastRun: at(-1),
              tags: { owner: 'platform', cost: '42' },
            },
          ],
          executions: [
            {
              ...execution(1, {
                resourcesImpactedSummary: { hasImpactedResources: true },
                state: { status: 'FAILED', reason: 'AMI is in use' },
              }),
              resourceArns: [IMAGE],
              resources: [
                {
                  resource: {
                    accountId: '444455556666',
                    resourceId: 'ami-0aaa',
                    region: 'eu-west-1',
                    state: { status: 'FAILED', reason: 'in use' },
                    action: { name: 'DELETE', reason: 'older than 6 months' },
                    snapshots: [{ snapshotId: 'snap-1', state: { status: 'SKIPPED', reason: 'its AMI stays' } }],
                    startTime: at(1),
                    endTime: at(2),
                  },
                },
                {
                  resource: {
                    accountId: '111122223333',
                    resourceId: 'web:1',
                    region: 'us-east-1',
                    state: { status: 'SUCCESS' },
                    imageUris: ['111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1'],
                  },
                },
                { resource: { resourceId: 'snap-1', region: 'eu-west-1' }, parentResourceId: 'ami-0aaa' },
              ],
            },
            execution(2, { state: { status: newer('NAPPING') } }),
            ...Array.from({ length: 40 }, (_, index) => execution(index + 3)),
          ],
        },
      }
