import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { allowedUrl } from '../../../src/server/live/callback/allowed-url.ts'
import { until } from '../../support/until.ts'
import { useCallbacks } from './callback-gateway.ts'

const start = useCallbacks()

/** A server that no setting allows; it counts what it is sent. */
async function startBystander() {
  let requests = 0
  const server = createServer((_, response) => {
    requests++
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    requests: () => requests,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

describe('a callback URL', () => {
  test('is called by no gateway unless CALLBACK_URLS names it', async () => {
    const { receiver, register } = await start({ callbackUrls: [] })
    const { status, body } = await register()
    expect([status, body.errors[0].message]).toEqual([
      400,
      'This gateway sends no HTTP callbacks: subscribe by text/event-stream.',
    ])
    expect(receiver.received).toEqual([])
  })

  test.each<[string, (port: string) => string]>([
    ['another port', (port) => `http://127.0.0.1:${Number(port) + 1}/callback/id`],
    ['another scheme', (port) => `https://127.0.0.1:${port}/callback/id`],
    ['a scheme that is not HTTP', (port) => `ftp://127.0.0.1:${port}/callback/id`],
    ['a file', () => 'file:///callback/id'],
    ['another path', (port) => `http://127.0.0.1:${port}/callbacks/id`],
    ['the root', (port) => `http://127.0.0.1:${port}/`],
    ['a path that leaves the allowed one', (port) => `http://127.0.0.1:${port}/callback/../admin`],
    ['one that leaves it with encoded dots', (port) => `http://127.0.0.1:${port}/callback/%2e%2e/admin`],
    ['one with encoded slashes', (port) => `http://127.0.0.1:${port}/callback/..%2fadmin`],
    ['one with backslashes', (port) => `http://127.0.0.1:${port}/callback\\..\\admin`],
    ['one that is encoded twice', (port) => `http://127.0.0.1:${port}/callback/%252e%252e/admin`],
    ['one that leaves it before an encoded question mark', (port) => `http://127.0.0.1:${port}/callback/..%3f`],
    ['one that leaves it before an encoded hash', (port) => `http://127.0.0.1:${port}/callback/..%23`],
    ['one that leaves it around an encoded tab', (port) => `http://127.0.0.1:${port}/callback/.%09.`],
    ['a user', (port) => `http://user@127.0.0.1:${port}/callback/id`],
    ['the allowed host as its user', (port) => `http://127.0.0.1:${port}@127.0.0.2:${port}/callback/id`],
    ['a query', (port) => `http://127.0.0.1:${port}/callback/id?to=elsewhere`],
    ['a fragment', (port) => `http://127.0.0.1:${port}/callback/id#elsewhere`],
    ['a name of the allowed address', (port) => `http://localhost:${port}/callback/id`],
    ['a name that begins with it', (port) => `http://127.0.0.1.example.com:${port}/callback/id`],
    ['the same address as IPv6', (port) => `http://[::ffff:127.0.0.1]:${port}/callback/id`],
    ['another address of the machine', (port) => `http://127.0.0.2:${port}/callback/id`],
    ['a private address', (port) => `http://10.0.0.1:${port}/callback/id`],
    ['the metadata of the instance', () => 'http://169.254.169.254/latest/meta-data/'],
    ['no URL at all', () => '/callback/id'],
  ])('that has %s is refused before anything is sent', async (_, urlOf) => {
    const { receiver, register } = await start()
    const { port } = new URL(receiver.origin)
    const { status, body } = await register({ ...receiver.expecting(), callbackUrl: urlOf(port) })
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST'])
    expect(body.errors[0].message).toMatch(/^CALLBACK_URLS does not allow the callbackUrl /)
    expect(receiver.received).toEqual([])
  })

  test('may be written in another way than the setting', async () => {
    const { receiver, register } = await start()
    const subscription = receiver.expecting()
    const { port } = new URL(receiver.origin)
    const callbackUrl = `HTTP://0x7f.1:${port}/./callback/${subscription.subscriptionId}`
    expect((await register({ ...subscription, callbackUrl })).body).toEqual({ data: null })
  })

  test.each<[string, (origin: string) => string]>([
    ['an origin', (origin) => origin],
    ['an origin with a slash', (origin) => `${origin}/`],
    ['a path with a slash', (origin) => `${origin}/callback/`],
  ])('may be below %s of the setting', async (_, allowed) => {
    const other = 'https://router.example.com/callback'
    const { register } = await start({}, ({ origin }) => [other, allowed(origin)])
    expect((await register()).body).toEqual({ data: null })
  })

  test('that is allowed has the origin and the path of the setting, however often it is decoded', () => {
    const parts = [
      'http:',
      '//',
      '/',
      '\\',
      'a.test',
      'evil.test',
      ':80',
      ':81',
      '@',
      'callback',
      '..',
      '.',
      ';',
      '?',
      '#',
    ]
    const encoded = [
      '%2e',
      '%2E',
      '%2f',
      '%5c',
      '%25',
      '%252e',
      '%40',
      '%3f',
      '%23',
      '%09',
      '%0a',
      '\t',
      '\u3002',
      '\uff0e',
      ' ',
    ]
    const text = fc.array(fc.constantFrom(...parts, ...encoded), { maxLength: 8 }).map((some) => some.join(''))
    const spelled = fc
      .tuple(fc.constantFrom('http://a.test/callback', 'http://a.test', ''), text)
      .map((some) => some.join(''))
    fc.assert(
      fc.property(spelled, (candidate) => {
        const url = allowedUrl(candidate, ['http://a.test/callback'])
        if (!url) return
        let { href } = url
        for (let times = 0; times < 3; times++) href = decodeURIComponent(href)
        const { origin, pathname } = new URL(href)
        expect([origin, `${pathname}/`]).toEqual(['http://a.test', expect.stringMatching(/^\/callback\//)])
      }),
      { numRuns: 5_000 },
    )
  })

  test.each<[string, object]>([
    ['callbackUrl', { callbackUrl: 7 }],
    ['callbackUrl', { callbackUrl: `http://127.0.0.1/callback/${'x'.repeat(2_000)}` }],
    ['subscriptionId', { subscriptionId: '' }],
    ['subscriptionId', { subscriptionId: 'x'.repeat(201) }],
    ['verifier', { verifier: undefined }],
    ['verifier', { verifier: { $ne: '' } }],
    ['heartbeatIntervalMs', { heartbeatIntervalMs: 1 }],
    ['heartbeatIntervalMs', { heartbeatIntervalMs: -1_000 }],
    ['heartbeatIntervalMs', { heartbeatIntervalMs: '5s' }],
  ])('comes with a valid %s, or is refused', async (member, change) => {
    const { receiver, register } = await start()
    const { status, body } = await register({ ...receiver.expecting(), ...change })
    expect(status).toBe(400)
    expect(body.errors[0].message).toMatch(new RegExp(`^extensions\\.subscription\\.${member}: expected .*\\.$`))
    expect(receiver.received).toEqual([])
  })

  test.each([301, 302, 303, 307, 308])('that redirects with %s leads nowhere', async (code) => {
    const { receiver, register } = await start()
    const bystander = await startBystander()
    receiver.control.answer = (_, response) =>
      response.writeHead(code, { location: `http://127.0.0.1:${bystander.port}/callback` }).end()
    expect((await register()).status).toBe(400)
    expect([bystander.requests(), receiver.received.length]).toEqual([0, 1])
    await bystander.stop()
  })

  test('that redirects an update ends the subscription', async () => {
    const { receiver, register, watchers } = await start()
    const bystander = await startBystander()
    receiver.control.answer = ({ action }, response) =>
      action === 'next' && response.writeHead(307, { location: `http://127.0.0.1:${bystander.port}/callback` }).end()
    await register()
    await until(async () => receiver.received.length === 2 && (await watchers()) === 0)
    expect(bystander.requests()).toBe(0)
    await bystander.stop()
  })

  test('that answers 200 to a check has not confirmed it', async () => {
    const { receiver, register, calls } = await start()
    receiver.control.answer = (_, response) => response.writeHead(200).end('Welcome!')
    expect((await register()).status).toBe(400)
    expect(calls()).toEqual({})
  })

  test('that does not answer a check within five seconds has not confirmed it', async () => {
    const { receiver, register, timers, calls } = await start()
    receiver.control.answer = () => true
    let isAnswered = false
    const answer = register().finally(() => {
      isAnswered = true
    })
    await until(() => receiver.received.length === 1)
    expect(isAnswered).toBe(false)
    timers.advance(5_000)
    const { status, body } = await answer
    expect([status, body.errors[0].message]).toEqual([
      400,
      'The callbackUrl did not confirm the subscription (timeout): expected 204.',
    ])
    expect(calls()).toEqual({})
  })

  test('that nobody listens at does not confirm it', async () => {
    const { receiver, register } = await start()
    await receiver.stop()
    const { body } = await register()
    expect(body.errors[0].message).toBe('The callbackUrl did not confirm the subscription (unreachable): expected 204.')
  })

  test('that takes no update is sent it three times, and holds a place no longer', async () => {
    const { receiver, register, timers, watchers } = await start()
    receiver.control.answer = ({ action }) => action === 'next'
    await register()
    await until(() => receiver.received.length === 2)
    expect(await watchers()).toBe(1)
    await until(async () => {
      timers.advance(500)
      return (await watchers()) === 0
    })
    expect(receiver.received.map(({ action }) => action)).toEqual(['check', 'next', 'next', 'next'])
  })

  test('that answers without end is cut off, and its status counts', async () => {
    const { receiver, register, timers } = await start()
    const piece = Buffer.alloc(100_000)
    let cut = 0
    receiver.control.answer = ({ action }, response) => {
      if (action !== 'next') return false
      response.writeHead(200)
      const more = () => {
        while (response.write(piece));
      }
      response.on('drain', more).on('close', () => cut++)
      more()
      return true
    }
    await register()
    await until(() => cut === 1)
    timers.advance(2_200)
    await until(() => receiver.received.filter(({ action }) => action === 'next').length === 2)
  })
})
