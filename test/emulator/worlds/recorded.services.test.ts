import { describe, expect, test } from '@jest/globals'
import { HOUR, MINUTE, MOMENTS, regionsAt, START } from './sightings.ts'

// Source of the facts tested here: public captures of live AWS.

describe('AppConfig', () => {
  const deployments = MOMENTS.flatMap((now) => regionsAt(now).flatMap(({ appconfig }) => appconfig?.deployments ?? []))

  test('has the deployment numbers of a young environment, which differ from the deployed versions', () => {
    for (const { DeploymentNumber = 0, ConfigurationVersion } of deployments) {
      expect(DeploymentNumber).toBeGreaterThanOrEqual(1)
      expect(DeploymentNumber).toBeLessThan(2_500)
      expect(ConfigurationVersion).not.toBe(String(DeploymentNumber))
    }
  })

  test('has invocation ids of four to seven small letters and digits', () => {
    const events = regionsAt(START).flatMap(({ appconfig }) =>
      (appconfig?.deployments ?? []).flatMap(({ EventLog }) => EventLog ?? []),
    )
    const ids = events
      .flatMap(({ ActionInvocations }) => ActionInvocations ?? [])
      .map(({ InvocationId }) => InvocationId)
    expect(ids.length).toBeGreaterThan(100)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{4,7}$/)
  })

  test('has some deployments that an experiment started', () => {
    expect(new Set(deployments.map(({ Type }) => Type))).toEqual(new Set(['USER', 'MANAGED']))
  })
})

test('Image Builder runs a policy once a day, and an execution is PENDING from one run to the next', () => {
  let paused = 0
  for (const now of MOMENTS) {
    for (const { imagebuilder } of regionsAt(now)) {
      for (const { arn } of imagebuilder?.policies ?? []) {
        const starts = (imagebuilder?.executions ?? [])
          .filter(({ execution }) => execution.lifecyclePolicyArn === arn)
          .map(({ execution }) => Number(execution.startTime))
        const days = starts
          .slice(1)
          .map((start, index) => Math.round((Number(starts[index]) - start) / (12 * HOUR)) / 2)
        expect(days.every((count) => count === 1 || count === 2)).toBe(true)
      }
      for (const { execution } of imagebuilder?.executions ?? []) {
        if (execution.state?.status !== 'PENDING') continue
        paused += 1
        const policy = imagebuilder?.policies?.find(({ arn }) => arn === execution.lifecyclePolicyArn)
        const nextRun = Number(policy?.dateLastRun) + 24 * HOUR
        expect(policy?.dateLastRun).toEqual(execution.startTime)
        expect(nextRun).toBeGreaterThan(now - MINUTE)
      }
    }
  }
  expect(paused).toBeGreaterThan(5)
})

test('a failed lifecycle execution has a resource whose action failed', () => {
  const failed = MOMENTS.flatMap((now) => regionsAt(now).flatMap(({ imagebuilder }) => imagebuilder?.executions ?? []))
    .filter(({ execution }) => execution.state?.status === 'FAILED')
    .slice(0, 50)
  expect(failed.length).toBeGreaterThan(10)
  for (const { resources = [] } of failed) {
    expect(resources.some(({ resource }) => resource.state?.status === 'FAILED')).toBe(true)
  }
})
