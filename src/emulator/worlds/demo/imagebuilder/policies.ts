import type { LifecyclePolicy, LifecyclePolicyDetail } from '@aws-sdk/client-imagebuilder'

/** A policy that runs once a day. */
export interface PolicySchedule {
  region: string
  policy: LifecyclePolicy
  /** The names of its images. */
  recipes: string[]
  /** Milliseconds after midnight; in the second region half a day later, unless the policy pauses. Absent: it never ran. */
  at?: number
  /** How long a run takes, ms. */
  runs: number
  /** An execution is paused after its first run and goes on with the next day's. */
  pauses?: boolean
}

export const ACCOUNT = '111122223333'
/** Where images are distributed besides the account and region that build them. */
export const SHARED_ACCOUNT = '444455556666'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const ROLE = `arn:aws:iam::${ACCOUNT}:role/EC2ImageBuilderLifecycleExecutionRole`
const CREATED = new Date('2025-02-11T08:30:12.401Z')
const UPDATED = new Date('2026-03-02T15:04:55.017Z')

/** Golden images and recently launched ones are kept. */
const EXCLUSIONS: LifecyclePolicyDetail['exclusionRules'] = {
  tagMap: { Lifecycle: 'keep' },
  amis: {
    isPublic: true,
    regions: ['ap-southeast-2'],
    sharedAccounts: ['777788889999'],
    lastLaunched: { value: 2, unit: 'WEEKS' },
    tagMap: { Golden: 'true', Environment: 'production' },
  },
}

/**
 * The lifecycle policies of the demo's company in a region. The executions of base-images span two days' runs, so that
 * one is PENDING or IN_PROGRESS at any time.
 */
export function policySchedulesOf(region: string): PolicySchedule[] {
  const named = (name: string, more: LifecyclePolicy): LifecyclePolicy => ({
    arn: `arn:aws:imagebuilder:${region}:${ACCOUNT}:lifecycle-policy/${name}`,
    name,
    status: 'ENABLED',
    executionRole: ROLE,
    dateCreated: CREATED,
    dateUpdated: UPDATED,
    tags: { Team: 'platform' },
    ...more,
  })
  return [
    {
      region,
      policy: named('base-images', {
        description: 'Base images: deprecated after three months, disabled after six, gone after a year',
        resourceType: 'AMI_IMAGE',
        policyDetails: [
          {
            action: { type: 'DEPRECATE', includeResources: { amis: true } },
            filter: { type: 'AGE', value: 90, unit: 'DAYS' },
            exclusionRules: EXCLUSIONS,
          },
          {
            action: { type: 'DISABLE', includeResources: { amis: true } },
            filter: { type: 'AGE', value: 6, unit: 'MONTHS' },
            exclusionRules: EXCLUSIONS,
          },
          {
            action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
            filter: { type: 'AGE', value: 1, unit: 'YEARS', retainAtLeast: 5 },
            exclusionRules: EXCLUSIONS,
          },
        ],
        resourceSelection: {
          recipes: [
            { name: 'base-al2023', semanticVersion: '2.4.0' },
            { name: 'base-ubuntu-24-04', semanticVersion: '1.9.1' },
          ],
        },
      }),
      recipes: ['base-al2023', 'base-ubuntu-24-04'],
      at: 5 * HOUR,
      runs: 48 * MINUTE,
      pauses: true,
    },
    {
      region,
      policy: named('ci-runners', {
        description: 'The ten latest images of the build machines',
        resourceType: 'AMI_IMAGE',
        policyDetails: [
          {
            action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
            filter: { type: 'COUNT', value: 10 },
          },
        ],
        resourceSelection: { tagMap: { Purpose: 'ci' } },
      }),
      recipes: ['ci-runner'],
      at: 2 * HOUR,
      runs: 26 * MINUTE,
    },
    {
      region,
      policy: named('containers', {
        description: 'Container images that are no longer deployed',
        resourceType: 'CONTAINER_IMAGE',
        policyDetails: [
          {
            action: { type: 'DELETE', includeResources: { containers: true } },
            filter: { type: 'AGE', value: 30, unit: 'DAYS', retainAtLeast: 3 },
            exclusionRules: { tagMap: { Lifecycle: 'keep' } },
          },
        ],
        resourceSelection: { tagMap: { Kind: 'service' } },
      }),
      recipes: ['storefront', 'checkout-api'],
      at: 8 * HOUR,
      runs: 35 * MINUTE,
    },
    {
      region,
      policy: named('windows-images', {
        description: 'Disabled until the licences are settled',
        status: 'DISABLED',
        resourceType: 'AMI_IMAGE',
        policyDetails: [
          {
            action: { type: 'DEPRECATE', includeResources: { amis: true } },
            filter: { type: 'AGE', value: 8, unit: 'WEEKS' },
          },
        ],
        resourceSelection: { recipes: [{ name: 'windows-2025', semanticVersion: '1.0.0' }] },
      }),
      recipes: ['windows-2025'],
      runs: 0,
    },
  ]
}
