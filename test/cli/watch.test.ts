import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { idOf, STAYS, SUCCEEDS, useLiveGateways, worldOf } from '../live/live-gateway.ts'
import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { run, runOn } from './terminals.ts'

const { start } = useLiveGateways()

/** A deployment that ends in this state. */
const ended =
  (status: 'Succeeded' | 'Failed' | 'Stopped'): World =>
  () => ({
    codedeploy: {
      deployments: [
        deploymentOf({
          ...{ deploymentId: idOf(0), status, createTime: new Date(NOW - 60_000) },
          completeTime: new Date(NOW - 1_000),
        }),
      ],
    },
  })

describe('deploygraph watch', () => {
  test.each([
    ['Succeeded', 0],
    ['Failed', 1],
    ['Stopped', 1],
  ] as const)('exits for a deployment that is %s with %d', async (status, code) => {
    const { url } = await start({ world: ended(status) })
    const ran = await run('watch', idOf(0), '--url', url)
    expect(ran).toMatchObject({ code, stderr: '' })
    expect(ran.stdout.split(' ', 1)).toEqual([status.toUpperCase()])
  })

  test('writes each change as a line of its own until the deployment has succeeded', async () => {
    const { url, timers } = await start({ world: worldOf(SUCCEEDS) })
    const lines: string[] = []
    const over = runOn({ out: (text) => lines.push(text) }, ['watch', idOf(0), '--url', url])
    await until(() => lines.length > 0)
    timers.goTo(NOW + 60_000)
    expect((await over).code).toBe(0)
    expect(lines[0]).toMatch(/^IN_PROGRESS /)
    expect(lines.at(-1)).toMatch(/^SUCCEEDED .*3 succeeded/)
  })

  test('redraws in place on a terminal, in lines that fit it', async () => {
    const { url } = await start({ world: ended('Succeeded') })
    const { stdout } = await runOn({ redraws: true, columns: () => 20 }, ['watch', idOf(0), '--url', url])
    expect(stdout.split('\n').filter((line) => [...line].length > 20)).toEqual([])
  })

  test('exits with 3 where the deployment has not ended within --timeout', async () => {
    const { url } = await start({ world: worldOf(STAYS) })
    const { code, stderr } = await run('watch', idOf(0), '--timeout', '1s', '--url', url)
    expect({ code, stderr }).toEqual({ code: 3, stderr: `deploygraph: ${idOf(0)} had not ended after 1s\n` })
  })

  test('rejects an unknown id', async () => {
    const { url } = await start({ world: worldOf(STAYS) })
    await expect(run('watch', 'd-UNKNOWN00', '--url', url)).rejects.toThrow(/d-UNKNOWN00/)
  })

  test('opens a connection again that is lost, and sends the credentials with it', async () => {
    const update = (phase: string) =>
      `event: next\ndata: ${JSON.stringify({ data: { update: { activity: { title: 'web', phase, location: { name: 'here' }, deploymentId: 'd-1' } } } })}\n\n`
    const keys: unknown[] = []
    const server = createServer(({ headers }, response) => {
      keys.push(headers['x-api-key'])
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      if (keys.length > 1) return response.end(`${update('SUCCEEDED')}event: complete\ndata:\n\n`)
      response.write(update('IN_PROGRESS'), () => response.destroy())
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { code, stdout } = await runOn({ credentials: { apiKey: 'key' } }, ['watch', 'd-1', '--url', url])
    server.close()
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'IN_PROGRESS  web\nSUCCEEDED  web\n' })
    expect(keys).toEqual(['key', 'key'])
  })

  test('does not follow a redirect, which would give the credentials to another address', async () => {
    const server = createServer((_, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await expect(runOn({ credentials: { token: 'token' } }, ['now', '--url', url])).rejects.toThrow(/cannot be reached/)
    server.close()
  })
})
