import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { useLiveGateways } from '../live/live-gateway.ts'
import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'

const bot = fileURLToPath(new URL('../../examples/slack/bot.mjs', import.meta.url))
const { start } = useLiveGateways()

const at = (second: number) => new Date(NOW + second * 1000)

/** Two deployments run for 20 seconds; then one fails, for a reason with Slack's special characters. */
const world: World = (_, now) => {
  const ends = now >= at(20).getTime()
  const ended = ends ? { completeTime: at(20) } : {}
  const errorInformation = { code: 'IAM_ROLE_MISSING', message: 'The role <deploy> & others are missing.' }
  const of = (deploymentId: string, info: object) =>
    deploymentOf({ deploymentId, applicationName: 'shop', deploymentGroupName: 'prod', createTime: at(-60), ...info })
  return {
    codedeploy: {
      deployments: [
        of('d-GOOD00001', { status: ends ? 'Succeeded' : 'InProgress', ...ended }),
        of('d-BAD000001', { status: ends ? 'Failed' : 'InProgress', ...ended, ...(ends && { errorInformation }) }),
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

test('the bot posts what failed, with the reason and a link, and nothing else', async () => {
  const gateway = await start({ world })
  const { port } = slack.address() as AddressInfo
  child = spawn(process.execPath, [bot], {
    env: { DEPLOYGRAPH_URL: gateway.url, SLACK_WEBHOOK_URL: `http://127.0.0.1:${port}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await until(() => (gateway.calls().BatchGetDeployments ?? 0) > 0)
  await until(() => {
    gateway.timers.advance(15_000)
    return posted.length > 0
  })
  expect(posted).toEqual([
    expect.stringMatching(
      /^:red_circle: failed: \*<https:\/\/\S+\|shop → prod>\* in us-east-1\nThe role &lt;deploy&gt; &amp; others are missing$/,
    ),
  ])
})

test('the bot says what is missing', async () => {
  child = spawn(process.execPath, [bot], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] })
  const errors = text(child.stderr as NodeJS.ReadableStream)
  expect((await once(child, 'close'))[0]).toBe(1)
  expect(await errors).toContain('SLACK_WEBHOOK_URL is missing: create an incoming webhook in Slack.')
})
