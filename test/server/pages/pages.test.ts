import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import Fastify from 'fastify'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { graphiql } from '../../../src/server/pages/graphiql.ts'
import { subscribe } from '../../live/event-client.ts'
import { buildPage } from '../../scripts/built-pages.ts'
import { useGateway } from '../../support/gateway.ts'
import { useChromium } from './chromium.ts'
import { describeAccess } from './graphiql-access.ts'
import { describeUse } from './graphiql-browser.ts'

const root = new URL('../../..', import.meta.url)
const examples = readdirSync(new URL('graphiql/examples/', root)).filter((file) => file.endsWith('.graphql'))
const textOf = (file: string) => readFileSync(new URL(`graphiql/examples/${file}`, root), 'utf8')
// biome-ignore lint/style/noProcessEnv: where the browser is belongs to the machine, not to the gateway's configuration
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

let home: URL
const app = Fastify()

let build: string
beforeAll(async () => {
  build = await buildPage('graphiql')
}, 600_000)
const gateway = useGateway({ world: demoWorld() })
const watched = useGateway({ world: demoWorld() }) // goes on to read what was watched, for some seconds
beforeAll(async () => {
  home = new URL('/', gateway.url)
  await app.register(graphiql)
})

/** The answer to a query, or the first update of a subscription. */
async function answerTo(document: string): Promise<{ data: unknown; errors?: unknown }> {
  if (!/^subscription\b/m.test(document)) return gateway.query(document)
  const { update, close } = await subscribe(watched.url, document)
  const first = await update()
  close()
  return first
}

describe('the example query', () => {
  // A value that the answer of each example must have.
  const expected: Record<string, RegExp> = {
    'activity-feed.graphql': /"service":"CODEDEPLOY".*"hasNextPage":true/,
    'blue-green-weights.graphql': /"trafficWeight":\d/,
    'configuration-rollouts.graphql': /"eventType":"PERCENTAGE_UPDATED"/,
    'fleet-overview.graphql': /"percentComplete":\d/,
    'in-line.graphql': /"rawStatus":"Created".*"rawStatus":"Queued"|"rawStatus":"Queued".*"rawStatus":"Created"/,
    'ready-to-reroute.graphql': /"phase":"WAITING".*"reason":"Waits for traffic.*"phaseAtDeadline":"STOPPED"/,
    'image-lifecycle.graphql': /"resourceId":"arn:aws:imagebuilder:.*"action":{"name":"DELETE"/,
    'watch-it-roll-out.graphql': /"change":"PRESENT".*"deploymentId":"d-/,
    'target-log.graphql': /"logTail":"[^"]/,
    'why-did-it-fail.graphql': /"headline":"\d+ of \d+ targets .+ in .+"logTail"/,
    'what-failed.graphql': /"reason":"Rolled back by a user\.".+"reason":"Stopped by alarm /,
    'what-runs-where.graphql': /"current":\{"revision":\{"label":".+"phase":"SUCCEEDED"/,
    'when-will-it-end.graphql': /"estimate":\{"at":"2026.+"kind":"TRAFFIC_REROUTE"/,
    'how-often-it-fails.graphql': /"deployments":\d{2,}.+"changeFailureRate":0\.\d+/,
  }

  it.each(examples)('of %s returns the expected data from the demo without an error', async (file) => {
    const { data, errors } = await answerTo(textOf(file))
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).toMatch(expected[file] ?? /^no expectation written/)
  })

  it('of every file begins with a comment whose first line is a question', () => {
    for (const file of examples) expect(textOf(file)).toMatch(/^# [A-Z].*\?\n/)
  })
})

test('the build says that it begins, and what it has made', () => {
  expect(build).toMatch(/^GraphiQL: (dist\/graphiql is up to date|bundling .*\nGraphiQL: [\d.]+ MB in .*)\n$/)
})

describe('the GraphiQL page over HTTP', () => {
  it('is marked as a demo only if AWS is simulated', async () => {
    expect(await (await fetch(home)).text()).toContain('<html lang="en" data-demo>')
    expect((await app.inject('/')).body).toContain('<html lang="en">')
  })

  it('is also found at /graphiql, with the query of a link', async () => {
    const { status, headers } = await fetch(new URL('graphiql?query=%7Blocations%7Bname%7D%7D', home), {
      redirect: 'manual',
    })
    expect([status, headers.get('location')]).toEqual([302, './?query=%7Blocations%7Bname%7D%7D'])
    expect((await fetch(new URL('graphiql', home))).url).toBe(home.href)
  })

  it('allows no other origin, no inline script, no eval and no framing', async () => {
    const response = await fetch(home)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'; ")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src|unsafe-eval|blob:|https?:|\*/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await response.text()).not.toMatch(/<script(?![^>]*\ssrc="graphiql\/)/)
  })

  it('must be revalidated, while its assets are immutable', async () => {
    const response = await fetch(home)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const script = /src="(graphiql\/page-\w+\.js)"/.exec(await response.text())?.[1] ?? ''
    const asset = await fetch(new URL(script, home))
    expect(asset.headers.get('content-type')).toBe('application/javascript; charset=utf-8')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-security-policy')).toContain("default-src 'self'")
  })

  it.each([
    ['br', 'gzip, br', 'br'],
    ['gzip', 'gzip', 'gz'],
  ])('serves the assets of the build in %s to a client that accepts %s', async (coding, accepted, suffix) => {
    const folder = new URL('dist/graphiql/', root)
    const name = readdirSync(folder).find((file) => /^page-\w+\.js$/.test(file)) ?? ''
    const response = await app.inject({ url: `/graphiql/${name}`, headers: { 'accept-encoding': accepted } })
    expect(response.headers).toMatchObject({
      'content-encoding': coding,
      'content-type': 'application/javascript; charset=utf-8',
      vary: 'accept-encoding',
    })
    expect(response.rawPayload.equals(readFileSync(new URL(`${name}.${suffix}`, folder)))).toBe(true)
    const plain = await app.inject(`/graphiql/${name}`)
    expect(plain.headers).not.toHaveProperty('content-encoding')
    expect(plain.rawPayload.equals(readFileSync(new URL(name, folder)))).toBe(true)
    expect(response.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
  })

  it('has style sheets that were compressed with the highest quality of Brotli', () => {
    const folder = new URL('dist/graphiql/', root)
    const name = readdirSync(folder).find((file) => /^page-\w+\.css$/.test(file)) ?? ''
    const text = readFileSync(new URL(name, folder))
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length }
    expect(readFileSync(new URL(`${name}.br`, folder)).equals(brotliCompressSync(text, { params }))).toBe(true)
  })

  it('serves only files of the bundle', async () => {
    const response = await fetch(new URL('graphiql/..%2f..%2fpackage.json', home))
    expect(response.status).toBe(403)
  })

  it('says how to build the bundle when it is missing', async () => {
    const unbuilt = Fastify()
    await unbuilt.register(graphiql, { folder: new URL('no-such-folder/', root) })
    const response = await unbuilt.inject('/')
    expect(response.statusCode).toBe(503)
    expect(response.body).toContain('npm run build')
  })
})

if (existsSync(executablePath))
  describe('the GraphiQL page in a browser', () => {
    const browser = useChromium(executablePath)
    describeUse(browser, examples.map(textOf), () => home.href)
    describeAccess(browser, () => home.href)
  })
else process.stdout.write(`GraphiQL in a browser: not tested, no ${executablePath}; CHROMIUM_PATH may name another.\n`)
