import { DeploymentState } from '@aws-sdk/client-appconfig'
import { DeploymentStatus } from '@aws-sdk/client-codedeploy'
import { LifecycleExecutionStatus } from '@aws-sdk/client-imagebuilder'
import fc from 'fast-check'
import { phaseOf, statusesIn } from '../../src/activity/phase.ts'
import { activity as appconfig } from '../../src/appconfig/activity.ts'
import { activity as codedeploy } from '../../src/codedeploy/activity.ts'
import type { Phase } from '../../src/generated/resolvers.ts'
import { activity as imagebuilder } from '../../src/imagebuilder/activity.ts'

const SERVICES = { CODEDEPLOY: codedeploy.phases, APPCONFIG: appconfig.phases, IMAGE_BUILDER: imagebuilder.phases }

/** The statuses of the installed SDKs: one that an upgrade adds needs a phase first. */
const SDK = {
  CODEDEPLOY: Object.values(DeploymentStatus),
  APPCONFIG: Object.values(DeploymentState),
  IMAGE_BUILDER: Object.values(LifecycleExecutionStatus),
}

const TABLE: [keyof typeof SERVICES, string, Phase][] = [
  ['CODEDEPLOY', 'Created', 'PENDING'],
  ['CODEDEPLOY', 'Queued', 'PENDING'],
  ['CODEDEPLOY', 'InProgress', 'IN_PROGRESS'],
  ['CODEDEPLOY', 'Baking', 'IN_PROGRESS'],
  ['CODEDEPLOY', 'Ready', 'WAITING'],
  ['CODEDEPLOY', 'Succeeded', 'SUCCEEDED'],
  ['CODEDEPLOY', 'Failed', 'FAILED'],
  ['CODEDEPLOY', 'Stopped', 'STOPPED'],
  ['APPCONFIG', 'DEPLOYING', 'IN_PROGRESS'],
  ['APPCONFIG', 'VALIDATING', 'IN_PROGRESS'],
  ['APPCONFIG', 'BAKING', 'IN_PROGRESS'],
  ['APPCONFIG', 'COMPLETE', 'SUCCEEDED'],
  ['APPCONFIG', 'ROLLING_BACK', 'ROLLING_BACK'],
  ['APPCONFIG', 'ROLLED_BACK', 'ROLLED_BACK'],
  ['APPCONFIG', 'REVERTED', 'ROLLED_BACK'],
  ['IMAGE_BUILDER', 'PENDING', 'PENDING'],
  ['IMAGE_BUILDER', 'IN_PROGRESS', 'IN_PROGRESS'],
  ['IMAGE_BUILDER', 'CANCELLING', 'IN_PROGRESS'],
  ['IMAGE_BUILDER', 'SUCCESS', 'SUCCEEDED'],
  ['IMAGE_BUILDER', 'FAILED', 'FAILED'],
  ['IMAGE_BUILDER', 'CANCELLED', 'STOPPED'],
]

const PHASES: Phase[] = [
  'PENDING',
  'IN_PROGRESS',
  'WAITING',
  'SUCCEEDED',
  'FAILED',
  'STOPPED',
  'ROLLING_BACK',
  'ROLLED_BACK',
  'UNKNOWN',
]

const services = fc.constantFrom<keyof typeof SERVICES>('CODEDEPLOY', 'APPCONFIG', 'IMAGE_BUILDER')

describe('the phase', () => {
  test.each(TABLE)('of %s %s is %s', (service, status, phase) => {
    expect(phaseOf(SERVICES[service], status)).toBe(phase)
  })

  test.each(Object.entries(SDK).flatMap(([service, statuses]) => statuses.map((status) => [service, status] as const)))(
    'of %s %s, a status of the installed SDK, is in the table',
    (service, status) => {
      expect(TABLE.map(([service, status]) => `${service} ${status}`)).toContain(`${service} ${status}`)
    },
  )

  test('of a missing status, or one newer than the table, is UNKNOWN', () => {
    fc.assert(
      fc.property(services, fc.option(fc.string(), { nil: undefined }), (service, status) => {
        fc.pre(!TABLE.some((row) => row[0] === service && row[1] === status))
        expect(phaseOf(SERVICES[service], status)).toBe('UNKNOWN')
      }),
    )
  })
})

describe('the statuses of phases', () => {
  test('are exactly those that have one of the phases', () => {
    const wanted = fc.subarray<Phase>(PHASES.filter((phase) => phase !== 'UNKNOWN'))
    fc.assert(
      fc.property(services, wanted, (service, phases) => {
        const expected = TABLE.filter(([of, , phase]) => of === service && phases.includes(phase))
        expect(statusesIn(SERVICES[service], phases)?.sort()).toEqual(expected.map(([, status]) => status).sort())
      }),
    )
  })

  test('are undefined once UNKNOWN is one of the phases', () => {
    fc.assert(
      fc.property(services, fc.subarray(PHASES), (service, phases) => {
        expect(statusesIn(SERVICES[service], [...phases, 'UNKNOWN'])).toBeUndefined()
      }),
    )
  })
})
