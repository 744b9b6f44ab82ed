import { PATIENT } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { idOf, nextAtOf, useLiveGateways, worldOf } from './live-gateway.ts'
import { rawReader } from './raw-reader.ts'

const { start } = useLiveGateways(PATIENT)

const QUERY =
  'subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { asOf nextAt deployment { description } } }'

test('a client that stops reading gets the newest state when it reads on, without those before', async () => {
  const description = 'x'.repeat(900_000)
  const { url, subscribe, timers } = await start({ world: worldOf([[0, { status: 'InProgress', description }]]) })
  const watcher = await subscribe(QUERY)
  const { socket, text } = await rawReader(url, QUERY, { id: idOf(0) })
  socket.pause()
  let last = await watcher.update()
  const rounds = 25
  for (let count = 0; count < rounds; count++) {
    timers.goTo(nextAtOf(last))
    last = await watcher.update()
  }
  socket.resume()
  await until(() => text().includes(last.data.codeDeployDeployment.asOf))
  expect(text().split('event: next').length - 1).toBeLessThan(rounds)
  socket.destroy()
})
