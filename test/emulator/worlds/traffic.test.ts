import type { DeploymentRecord } from '../../../src/emulator/codedeploy/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'

const world = demoWorld()
const NOW = Date.parse('2026-11-21T09:30:00Z')

function deploymentsAt(now: number, regions = DEMO_LOCATIONS.map(({ region }) => region)): DeploymentRecord[] {
  return regions.flatMap((region) => world(region, now).codedeploy?.deployments ?? [])
}

function targetsOf(deployment: DeploymentRecord) {
  return deployment.targetIds.map((id) => deployment.target(id))
}

test('traffic of an ECS deployment moves from blue to green in steps and adds up to 100', () => {
  const weights = weightsOver('storefront', (deployment) => {
    const sets = deployment.target('web:storefront')?.ecsTarget?.taskSetsInfo ?? []
    expect(sets.reduce((sum, { trafficWeight = 0 }) => sum + trafficWeight, 0)).toBe(100)
    return sets.find(({ taskSetLabel }) => taskSetLabel === 'Green')?.trafficWeight ?? 0
  })
  expect(weights).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
})

test('a Lambda canary sends a tenth of the traffic and then all of it', () => {
  const weights = weightsOver(
    'receipt-mailer',
    (deployment) =>
      deployment.target('receipt-mailer:live')?.lambdaTarget?.lambdaFunctionInfo?.targetVersionWeight ?? 0,
  )
  expect(weights).toEqual([0, 0.1, 1])
})

test('a CloudFormation target is a stack whose traffic moves', () => {
  const [running] = deploymentsAt(NOW, ['us-east-1']).filter(({ info }) => info.creator === 'CloudFormation')
  const targets = running ? targetsOf(running) : []
  expect(targets.map((target) => target?.deploymentTargetType)).toEqual(['CloudFormationTarget'])
  expect(running?.targetIds[0]).toMatch(/^arn:aws:cloudformation:us-east-1:111122223333:stack\/loyalty-api\//)
  expect(running?.info.externalId).toBe(running?.targetIds[0])
})

/** The distinct weights, in order, that a succeeding deployment of an application goes through. */
function weightsOver(application: string, weight: (deployment: DeploymentRecord) => number): number[] {
  const done = deploymentsAt(NOW, ['us-east-1']).find(
    ({ info }) => info.applicationName === application && info.status === 'Succeeded' && info.creator === 'user',
  )
  const seen: number[] = []
  const { deploymentId, createTime, completeTime } = done?.info ?? {}
  for (let now = Number(createTime); now <= Number(completeTime); now += 5_000) {
    const then = deploymentsAt(now, ['us-east-1']).find(({ info }) => info.deploymentId === deploymentId)
    if (then && seen.at(-1) !== weight(then)) seen.push(weight(then))
  }
  return seen
}
