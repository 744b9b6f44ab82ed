import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jest } from '@jest/globals'
import { collectingGarbage } from '../support/garbage.ts'
import { run } from './terminals.ts'

// Long enough to read the beginning of an answer, and to collect garbage after it.
const LIMIT_MS = 6_000

let server: Server
afterEach(() => {
  jest.restoreAllMocks()
  server.closeAllConnections()
  server.close()
})

/** The URL of a gateway whose answers begin and never end. */
async function stalledGateway(type: string, beginning: string): Promise<string> {
  server = createServer((_, response) => response.writeHead(200, { 'content-type': type }).write(beginning))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('deploygraph watch ends at its timeout, though garbage was collected since the last update', async () => {
  const activity = { title: 'web', phase: 'IN_PROGRESS', location: { name: 'here' }, deploymentId: 'd-1' }
  const update = `event: next\ndata: ${JSON.stringify({ data: { update: { activity } } })}\n\n`
  const url = await stalledGateway('text/event-stream', update)
  const ran = await collectingGarbage(run('watch', 'd-1', '--timeout', `${LIMIT_MS / 1000}s`, '--url', url))
  expect(ran).toEqual({
    code: 3,
    stdout: 'IN_PROGRESS  web\n',
    stderr: `deploygraph: d-1 had not ended after ${LIMIT_MS / 1000}s\n`,
  })
})

test('a question ends at its limit of time, though garbage was collected since its answer began', async () => {
  const url = await stalledGateway('application/json', '{"data":')
  const timeout = AbortSignal.timeout
  jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, LIMIT_MS))
  await expect(collectingGarbage(run('now', '--url', url))).rejects.toThrow(/cannot be reached: .*timeout/)
})
