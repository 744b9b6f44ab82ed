import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'

const world = fleetWorld({ targets: 30, events: 1 })
const { start, gateway } = useGateways({ world, locations: ONE_LOCATION, cache: true })

const STATUS = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status targets { totalCount } } }'

/** The values of our metrics by name and labels, once all answers are out. */
async function scraped(pattern: RegExp): Promise<Record<string, number>> {
  const text = await (await fetch(String(gateway.metricsUrl))).text()
  const lines = text.split('\n').filter((line) => !line.startsWith('#') && pattern.test(line))
  return Object.fromEntries(lines.map((line) => [line.replace(/ \S+$/, ''), Number(/ (\S+)$/.exec(line)?.[1])]))
}

test('/metrics counts answers by outcome, errors by code, and requests by route and status', async () => {
  await start()
  await gateway.query(STATUS)
  await gateway.query('{ nope }')
  await gateway.query('{ locations { name } codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }')
  gateway.faults.push({ error: { name: 'AccessDeniedException', message: 'no' } })
  await gateway.query('{ locations { name } codeDeployApplications(first: 1) { nodes { applicationName } } }')
  await fetch(`${gateway.url}/nowhere/${'x'.repeat(20)}`)
  await fetch(`${gateway.url}/graphql`, { method: 'POST', body: '{' })
  expect(await scraped(/^deploygraph_(operations|errors)_total/)).toEqual({
    'deploygraph_operations_total{outcome="ok"}': 2,
    'deploygraph_operations_total{outcome="failed"}': 1,
    'deploygraph_operations_total{outcome="partial"}': 1,
    'deploygraph_errors_total{code="GRAPHQL_VALIDATION_FAILED"}': 1,
    'deploygraph_errors_total{code="AWS_ACCESS_DENIED"}': 1,
  })
  expect(await scraped(/^deploygraph_http_request_duration_seconds_count.*route="(.graphql|none)"/)).toEqual({
    'deploygraph_http_request_duration_seconds_count{route="/graphql",status="200"}': 4,
    'deploygraph_http_request_duration_seconds_count{route="/graphql",status="415"}': 1,
    'deploygraph_http_request_duration_seconds_count{route="none",status="404"}': 1,
  })
})

test('/metrics counts AWS calls, their retries and cache hits', async () => {
  await start({ gatewayClock: Date.now })
  gateway.faults.push({ operation: 'BatchGetDeployments', times: 1, error: { name: 'ThrottlingException' } })
  await gateway.query(STATUS)
  await gateway.query(STATUS)
  const of = (name: string, rest: string) => `deploygraph_${name}{service="codedeploy",operation=${rest}}`
  expect(await scraped(/^deploygraph_(aws_calls|aws_retries|aws_throttles|reads_saved)_total/)).toEqual({
    [of('aws_calls_total', '"BatchGetDeployments",location="us-east-1",outcome="ok"')]: 1,
    [of('aws_calls_total', '"ListDeploymentTargets",location="us-east-1",outcome="ok"')]: 1,
    [of('aws_retries_total', '"BatchGetDeployments"')]: 1,
    'deploygraph_aws_throttles_total{service="codedeploy",location="us-east-1"}': 1,
    [of('reads_saved_total', '"BatchGetDeployments",by="remembered"')]: 1,
    [of('reads_saved_total', '"ListDeploymentTargets",by="remembered"')]: 1,
  })
  expect(await scraped(/^deploygraph_aws_call_duration_seconds_count/)).toEqual({
    [of('aws_call_duration_seconds_count', '"BatchGetDeployments"')]: 1,
    [of('aws_call_duration_seconds_count', '"ListDeploymentTargets"')]: 1,
  })
  expect(await scraped(/^(process_resident_memory_bytes|nodejs_eventloop_lag_p99_seconds) /)).toEqual({
    process_resident_memory_bytes: expect.any(Number),
    nodejs_eventloop_lag_p99_seconds: expect.any(Number),
  })
})

test('/metrics reports running and cancelled calls', async () => {
  await start({ faults: [{ operation: 'BatchGetDeployments', delayMs: 60_000 }] })
  const leaving = new AbortController()
  const body = JSON.stringify({ query: STATUS })
  const headers = { 'content-type': 'application/json' }
  const left = fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body, signal: leaving.signal })
  const running = 'deploygraph_aws_queue_length{service="codedeploy",location="us-east-1",state="running"}'
  await until(async () => (await scraped(/running/))[running] === 1)
  leaving.abort()
  await expect(left).rejects.toThrow()
  const cancelled =
    'deploygraph_aws_calls_total{service="codedeploy",operation="BatchGetDeployments",location="us-east-1",outcome="cancelled"}'
  await until(async () => (await scraped(/cancelled/))[cancelled] === 1)
  expect(await scraped(/queue_length/)).toEqual({ [running]: 0, [running.replace('running', 'waiting')]: 0 })
})

test('/metrics and the log report an open circuit breaker', async () => {
  const lines: string[] = []
  await start({
    cache: false,
    faults: [{ error: { name: 'InternalFailure', status: 500 } }],
    log: (line) => lines.push(line),
  })
  for (let call = 0; call < 5; call++) await gateway.query(STATUS)
  const state = (name: string) =>
    `deploygraph_aws_breaker_state{service="codedeploy",location="us-east-1",state="${name}"}`
  expect(await scraped(/breaker_state/)).toEqual({ [state('closed')]: 0, [state('half-open')]: 0, [state('open')]: 1 })
  const changes = lines.map((line) => JSON.parse(line)).filter(({ breaker }) => breaker)
  expect(changes).toEqual([
    expect.objectContaining({ level: 40, service: 'codedeploy', location: 'us-east-1', breaker: 'open' }),
  ])
})

test('client input never becomes a label', async () => {
  await start()
  const count = async () => Object.keys(await scraped(/^deploygraph/)).length
  const ask = async (n: number) => {
    await gateway.query(
      `query Mine${n} { locations { mine${n}: name } }`,
      { [`mine${n}`]: n },
      { 'x-request-id': `mine${n}` },
    )
    await gateway.query(`{ mine${n} }`)
    await fetch(`${gateway.url}/mine${n}?mine${n}`)
    await fetch(`${gateway.url}/graphql`, { method: `MINE${n}` }).catch(() => undefined)
  }
  await ask(0)
  await count() // which counts itself from now on
  const before = await count()
  for (let n = 1; n < 20; n++) await ask(n)
  expect(await count()).toBe(before)
  expect(Object.keys(await scraped(/mine/i))).toEqual([])
})

test('a gateway with a metrics port serves /metrics only there', async () => {
  await start({ metricsPort: 0 })
  expect(new URL(String(gateway.metricsUrl)).origin).not.toBe(gateway.url)
  expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404)
  expect(Object.keys(await scraped(/^process_start_time/))).toHaveLength(1)
})

test('a gateway that listens beyond loopback has no /metrics without a metrics port', async () => {
  await start({ host: '0.0.0.0' })
  expect(gateway.metricsUrl).toBeUndefined()
  const { port } = new URL(gateway.url)
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(404)
})
