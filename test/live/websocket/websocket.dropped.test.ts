import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { externalBytes } from '../../support/garbage.ts'
import { ONE_LOCATION, PATIENT, useGateway } from '../../support/gateway.ts'
import { initialisedSocket } from './socket-client.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 120 }), locations: ONE_LOCATION, ...PATIENT })
// What was written before is kept, and is not written again.
const LISTS = Array.from(
  { length: 40 },
  (_, index) =>
    `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 120) { nodes { ... on InstanceTarget { of${index}: targetId } } } } }`,
)

test('answers to operations that were completed before hold no memory', async () => {
  // graphql-js executes an operation that is requested for the first time.
  for (const list of LISTS) expect(await gateway.query(list)).toMatchObject({ status: 200 })
  const { send, next, socket } = await initialisedSocket(gateway.url)
  const before = await externalBytes()
  for (const [id, query] of LISTS.entries()) {
    send({ id: String(id), type: 'subscribe', payload: { query } })
    send({ id: String(id), type: 'complete' })
  }
  send({ type: 'ping' })
  while ((await next())?.type !== 'pong');
  socket.terminate()
  // Each is written in a buffer of 8 MB.
  expect((await externalBytes()) - before).toBeLessThan(100_000_000)
})
