import {
  BatchGetDeploymentTargetsCommand,
  CreateApplicationCommand,
  GetDeploymentCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { started } from './started.ts'

const ID = 'd-FLEET0001'
const get = new GetDeploymentCommand({ deploymentId: ID })
const absent = new GetDeploymentCommand({ deploymentId: 'd-NOSUCHONE' })

const literal: World = () => ({
  codedeploy: {
    deployments: [
      deploymentOf(
        {
          deploymentId: ID,
          status: 'Failed',
          createTime: new Date('2026-11-20T09:00:00.123Z'),
          computePlatform: 'Server',
        },
        [
          {
            deploymentTargetType: 'InstanceTarget',
            instanceTarget: {
              targetId: 'i-1',
              status: 'Failed',
              lifecycleEvents: [
                {
                  lifecycleEventName: 'ValidateService',
                  status: 'Skipped',
                  endTime: new Date('2026-11-20T09:01:00.500Z'),
                },
              ],
            },
          },
        ],
      ),
    ],
  },
})

test('a request has the form of AWS: a target header, JSON 1.1 and the number of its attempt', async () => {
  const { signed } = await started({ world: literal })
  const { headers, body } = await signed((client) => client.send(get))
  expect(headers['x-amz-target']).toBe('CodeDeploy_20141006.GetDeployment')
  expect(headers['content-type']).toBe('application/x-amz-json-1.1')
  expect(headers['amz-sdk-request']).toMatch(/^attempt=1/)
  expect(body).toBe(`{"deploymentId":"${ID}"}`)
})

test('a result is plain JSON with times in epoch seconds and without absent members', async () => {
  const { signed, post } = await started({ world: literal })
  const { status, headers, json } = await post(await signed((client) => client.send(get)))
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/x-amz-json-1.1')
  expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  expect(headers.get('content-length')).toBe(String(JSON.stringify(json).length))
  expect(json).toEqual({
    deploymentInfo: {
      deploymentId: ID,
      status: 'Failed',
      createTime: Date.parse('2026-11-20T09:00:00.123Z') / 1000,
      computePlatform: 'Server',
    },
  })
})

test('a nested result keeps every list and structure', async () => {
  const { signed, post } = await started({ world: literal })
  const command = new BatchGetDeploymentTargetsCommand({ deploymentId: ID, targetIds: ['i-1'] })
  const { json } = await post(await signed((client) => client.send(command)))
  const endTime = Date.parse('2026-11-20T09:01:00.500Z') / 1000
  const lifecycleEvents = [{ lifecycleEventName: 'ValidateService', status: 'Skipped', endTime }]
  expect(json).toEqual({
    deploymentTargets: [
      {
        deploymentTargetType: 'InstanceTarget',
        instanceTarget: { targetId: 'i-1', status: 'Failed', lifecycleEvents },
      },
    ],
  })
})

test('an error has the status 400, __type and message', async () => {
  const { signed, post } = await started({ world: literal })
  const { status, headers, json } = await post(await signed((client) => client.send(absent)))
  expect(status).toBe(400)
  expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  expect(json).toEqual({
    __type: 'DeploymentDoesNotExistException',
    message: 'The deployment d-NOSUCHONE could not be found',
  })
})

test('the Date header follows the real clock while the world runs on another', async () => {
  const { signed, post } = await started({ world: literal, clock: () => 0 })
  const before = Date.now()
  const { headers } = await post(await signed((client) => client.send(get)))
  const date = Date.parse(headers.get('date') ?? '')
  expect(date).toBeGreaterThan(before - 2_000) // it has whole seconds, and is cached for one
  expect(date).toBeLessThanOrEqual(Date.now())
})

test('the world is built for the region that a request is signed for and the time of its clock', async () => {
  const builds: [string, number][] = []
  const world: World = (region, now) => {
    builds.push([region, now])
    return literal(region, now)
  }
  const { clientOf } = await started({ world, clock: () => 1234 })
  await clientOf({ region: 'eu-west-1' }).send(get)
  await clientOf({ region: 'eu-west-1' }).send(get)
  expect(builds).toEqual([['eu-west-1', 1234]])
})

test('an unknown operation is an UnknownOperationException', async () => {
  const { client, emulator } = await started({ world: literal })
  await expect(client.send(new CreateApplicationCommand({ applicationName: 'new' }))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: "The embedded AWS endpoint has no operation 'CodeDeploy_20141006.CreateApplication'.",
  })
  expect(emulator.calls).toEqual([])
})

test('a request without a target is refused with the name of its service', async () => {
  const { client } = await started({ world: literal })
  client.middlewareStack.add(
    (next) => (args) => {
      delete (args.request as { headers: Record<string, string> }).headers['x-amz-target'] // as S3 and STS send it
      return next(args)
    },
    { step: 'build', priority: 'low' },
  )
  await expect(client.send(get)).rejects.toMatchObject({
    message: "The embedded AWS endpoint has no operation 'POST /' of codedeploy.",
  })
})

test('a member of the wrong JSON type is a SerializationException', async () => {
  const { client } = await started({ world: literal })
  const command = new GetDeploymentCommand({ deploymentId: 12 as unknown as string })
  await expect(client.send(command)).rejects.toMatchObject({
    name: 'SerializationException',
    message: 'NUMBER_VALUE can not be converted to a String',
  })
})

test('every call is recorded in order with its region, attempt, decoded input and outcome', async () => {
  const { clientOf, emulator } = await started({ world: literal })
  const start = new Date('2026-11-01T00:00:00Z')
  await clientOf({ region: 'eu-west-1' }).send(new ListDeploymentsCommand({ createTimeRange: { start } }))
  const missing = clientOf().send(absent)
  await expect(missing).rejects.toThrow()
  expect(emulator.calls).toEqual([
    {
      service: 'codedeploy',
      operation: 'ListDeployments',
      region: 'eu-west-1',
      attempt: 1,
      input: { createTimeRange: { start } },
      outcome: 'ok',
    },
    {
      service: 'codedeploy',
      operation: 'GetDeployment',
      region: 'us-east-1',
      attempt: 1,
      input: { deploymentId: 'd-NOSUCHONE' },
      outcome: 'DeploymentDoesNotExistException',
    },
  ])
})

test('the emulator listens only on loopback, and no longer after it has stopped', async () => {
  const { emulator } = await started({ world: fleetWorld() })
  expect(emulator.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  // Linux answers on all of 127/8: a server on every interface would answer here too.
  const elsewhere = emulator.endpoint.replace('127.0.0.1', '127.0.0.2')
  await expect(fetch(elsewhere)).rejects.toThrow('fetch failed')
  await emulator.stop()
  await expect(fetch(emulator.endpoint)).rejects.toThrow()
})

test('a world that throws is an InternalFailure', async () => {
  const { clientOf } = await started({
    world: () => {
      throw new Error('no such world')
    },
  })
  await expect(clientOf({ maxAttempts: 1 }).send(get)).rejects.toMatchObject({
    name: 'InternalFailure',
    message: 'Error: no such world',
    $metadata: { httpStatusCode: 500 },
  })
})
