import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { DeploymentTarget, RevisionLocation } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { useLiveGateways } from '../live/live-gateway.ts'
import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'

const bot = fileURLToPath(new URL('../../examples/slack/bot.mjs', import.meta.url))
const { start } = useLiveGateways()

const at = (second: number) => new Date(NOW + second * 1000)

const WARM = 'scripts/<warm>&co.sh' // Slack's special characters

/** A target that ran out of time in that script. */
const timedOut: DeploymentTarget = {
  deploymentTargetType: 'InstanceTarget',
  instanceTarget: {
    ...{ targetId: 'i-1', status: 'Failed' },
    lifecycleEvents: [
      {
        ...{ lifecycleEventName: 'AfterInstall', status: 'Failed', startTime: at(0), endTime: at(20) },
        diagnostics: { errorCode: 'ScriptTimedOut', scriptName: WARM, message: 'Script timed out', logTail: 'warming' },
      },
    ],
  },
}
const overview = { Pending: 2, InProgress: 0, Succeeded: 1, Failed: 1, Skipped: 0, Ready: 0 }
const revision = (key: string): RevisionLocation => ({ revisionType: 'S3', s3Location: { bucket: 'builds', key } })
const changed = { previousRevision: revision('build-118.zip'), revision: revision('build-119.zip') }

/** Three deployments run for 20 seconds; then one fails as a whole, and one on one of its targets. */
const world: World = (_, now) => {
  const ends = now >= at(20).getTime()
  const ended = ends ? { completeTime: at(20) } : {}
  const errorInformation = { code: 'IAM_ROLE_MISSING', message: 'The role <deploy> & others are missing.' }
  const of = (deploymentId: string, info: object, targets?: DeploymentTarget[]) =>
    deploymentOf(
      { deploymentId, applicationName: 'shop', deploymentGroupName: 'prod', createTime: at(-60), ...info },
      targets,
    )
  return {
    codedeploy: {
      deployments: [
        of('d-GOOD00001', { status: ends ? 'Succeeded' : 'InProgress', ...ended }),
        of('d-BAD000001', { status: ends ? 'Failed' : 'InProgress', ...ended, ...(ends && { errorInformation }) }),
        of(
          'd-BAD000002',
          {
            ...{ status: ends ? 'Failed' : 'InProgress', ...ended, ...changed },
            ...(ends && {
              deploymentOverview: overview,
              errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'Too many.' },
            }),
          },
          ends ? [timedOut] : [],
        ),
      ],
    },
  }
}

let slack: Server
let posted: string[]
let child: ChildProcess
beforeEach(async () => {
  posted = []
  slack = createServer(async (request, response) => {
    posted.push(JSON.parse(await text(request)).text)
    response.end('ok')
  }).listen(0, '127.0.0.1')
  await once(slack, 'listening')
})
afterEach(() => {
  child?.kill()
  slack.close()
})

test('the bot posts what failed, with the reason, what changed and a link, and nothing else', async () => {
  const gateway = await start({ world })
  const { port } = slack.address() as AddressInfo
  child = spawn(process.execPath, [bot], {
    env: { DEPLOYGRAPH_URL: gateway.url, SLACK_WEBHOOK_URL: `http://127.0.0.1:${port}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await until(() => (gateway.calls().BatchGetDeployments ?? 0) > 0)
  await until(() => {
    gateway.timers.advance(15_000)
    return posted.length > 1
  })
  expect(posted.sort()).toEqual([
    expect.stringMatching(
      /^:red_circle: failed: \*<https:\/\/\S+\|shop → prod>\* in us-east-1\nThe role &lt;deploy&gt; &amp; others are missing$/,
    ),
    expect.stringMatching(
      /^:red_circle: failed: .*\n1 of 4 targets timed out in AfterInstall \(scripts\/&lt;warm&gt;&amp;co\.sh\).*\nbuild-118\.zip → build-119\.zip$/,
    ),
  ])
})

test('the bot says what is missing', async () => {
  child = spawn(process.execPath, [bot], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] })
  const errors = text(child.stderr as NodeJS.ReadableStream)
  expect((await once(child, 'close'))[0]).toBe(1)
  expect(await errors).toContain('SLACK_WEBHOOK_URL is missing: create an incoming webhook in Slack.')
})
