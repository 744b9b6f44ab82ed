import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { createLogger } from '../../../src/server/telemetry/log.ts'
import { until } from '../../support/until.ts'

let folder: string
let fd: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deploygraph-log-'))
  fd = openSync(join(folder, 'log'), 'w')
})
afterEach(() => {
  closeSync(fd)
  rmSync(folder, { recursive: true })
})

const written = () => readFileSync(join(folder, 'log'), 'utf8')

test('outside a terminal the log writes one JSON line per entry at or above its level', () => {
  const log = createLogger({ logLevel: 'warn' }, fd)
  log.info('not this')
  log.warn({ operation: 'Fleet', ms: 12 }, 'this')
  expect(written()).toMatch(/^[^\n]+\n$/)
  expect(JSON.parse(written())).toMatchObject({ level: 40, operation: 'Fleet', ms: 12, msg: 'this' })
})

test('the log redacts secrets at every depth of a logged request or client', () => {
  const secrets = ['authorization', 'cookie', 'x-api-key', 'x-router-authorization', 'x-amz-security-token']
  const headers = { ...Object.fromEntries(secrets.map((name) => [name, 'hunter2'])), accept: '*/*' }
  const log = createLogger({ logLevel: 'info' }, fd)
  log.info({ ...headers, headers, req: { headers }, config: { credentials: { secretAccessKey: 'hunter2' } } })
  expect(written()).not.toContain('hunter2')
  expect(JSON.parse(written()).req.headers.accept).toBe('*/*')
})

test('the log writes only the type, message and stack of an error, not its response', () => {
  const error = Object.assign(new TypeError('no'), {
    $response: { body: 'hunter2' },
    extensions: { logTail: 'hunter2' },
  })
  const log = createLogger({ logLevel: 'info' }, fd)
  log.error(error)
  log.error({ error }, 'again')
  expect(written()).not.toContain('hunter2')
  const [first, second] = written()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(first.err).toEqual({ type: 'TypeError', message: 'no', stack: expect.stringContaining('log.test') })
  expect(second.error).toEqual(first.err)
})

test('the log redacts credentials in error messages', () => {
  const log = createLogger({ logLevel: 'info' }, fd)
  log.error(new Error('refused: password=hunter2'), 'failed')
  expect(written()).not.toContain('hunter2')
  expect(JSON.parse(written()).err.message).toBe('refused: password=[redacted]')
})

test('lines that follow another closely are written together, in their order, when a warning is logged or soon after', async () => {
  const log = createLogger({ logLevel: 'info' }, fd)
  const messages = () => [...written().matchAll(/"msg":"(\w+)"/g)].map(([, message]) => message)
  log.info('first')
  expect(messages()).toEqual(['first'])
  log.info('second')
  log.child({}).info('third')
  expect(messages()).toEqual(['first'])
  log.warn('fourth')
  expect(messages()).toEqual(['first', 'second', 'third', 'fourth'])
  log.info('fifth')
  expect(messages()).toHaveLength(4)
  await until(() => messages().length === 5)
})

const exit = () => process.listeners('exit').at(-1)?.(0)

test('where lines cannot be written, logging and exiting go on', () => {
  const unwritable = openSync(join(folder, 'log'), 'r')
  const log = createLogger({ logLevel: 'info' }, unwritable)
  for (let line = 0; line < 100; line++) log.info('first')
  log.warn('second')
  exit()
  expect(written()).toBe('')
})

test('lines that are not yet written are, when the process exits or they are many', async () => {
  const log = createLogger({ logLevel: 'info' }, fd)
  log.info('first')
  for (let line = 0; line < 300; line++) log.info('again')
  expect(written().split('\n').length).toBeGreaterThan(200)
  exit()
  expect(written().trim().split('\n')).toHaveLength(301)
  await sleep(200) // what is held back is written to a descriptor that the tests close
})
