import { existsSync, readdirSync, readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { areSimulated, board } from '../../../src/server/pages/board.ts'
import { buildPage } from '../../scripts/built-pages.ts'
import { useGateway } from '../../support/gateway.ts'
import { describeBoardAnswers } from './board-answers.ts'
import { describeBoard } from './board-browser.ts'
import { describeBoardDetails } from './board-details.ts'
import { describeBoardFilter } from './board-filter.ts'
import { describeBoardByKeys } from './board-keys.ts'
import { describeBoardUpdates } from './board-live.ts'
import { describeBoardLook } from './board-look.ts'
import { describeBoardOnPhone } from './board-phone.ts'
import { describeBoardSockets } from './board-sockets.ts'
import { describeBoardStates } from './board-states.ts'
import { describeBoardWhere } from './board-where.ts'
import { useChromium } from './chromium.ts'

const root = new URL('../../..', import.meta.url)
// biome-ignore lint/style/noProcessEnv: where the browser is belongs to the machine, not to the gateway's configuration
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

beforeAll(async () => void (await buildPage('board')), 600_000)
const gateway = useGateway(() => ({ world: demoWorld(), introspection: false, trustedDocuments: 'enforce' }))

describe('the board over HTTP', () => {
  const get = (path: string, headers = {}) => fetch(new URL(path, gateway.url), { headers })
  const assets = async (path: string) =>
    [...(await (await get(path)).text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(
      ([, address = '']) => new URL(address, new URL(path, gateway.url)).pathname,
    )

  it('allows no other origin, nothing inline, no eval and no framing', async () => {
    const policy = (await get('/board')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).not.toMatch(/unsafe|data:|https?:|\*/)
  })

  it.each(['/board', '/board/', '/board/waiting', '/board/d/us-east-1/d-4T503OX5B?target=i-1'])(
    'finds its assets from %s',
    async (path) => {
      for (const address of await assets(path))
        expect(address).toMatch(/^\/board\/assets\/(main|icon)-\w+\.(css|js|svg)$/)
    },
  )

  it('is revalidated, while its assets are immutable and compressed by the build', async () => {
    expect((await get('/board')).headers.get('cache-control')).toBe('no-cache')
    const [, , script = ''] = await assets('/board')
    const asset = await get(script, { 'accept-encoding': 'br' })
    expect(asset.headers.get('content-encoding')).toBe('br')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('answers 404 for an asset that does not exist', async () => {
    expect((await get('/board/assets/no-such-file.js')).status).toBe(404)
  })

  it('says how to build the bundle when it is missing', async () => {
    const unbuilt = Fastify()
    await unbuilt.register(board, { folder: new URL('no-such-folder/', root) })
    const response = await unbuilt.inject('/board')
    expect(response.statusCode).toBe(503)
    expect(response.body).toContain('npm run build')
  })

  it('has a badge only where every location is an emulator on this machine', () => {
    const location = { name: 'a', region: 'us-east-1' } as Parameters<typeof areSimulated>[0][number]
    const local = { ...location, endpoint: 'http://127.0.0.1:4566' }
    expect(areSimulated([local])).toBe(true)
    expect(areSimulated([local, location])).toBe(false)
    expect(areSimulated([{ ...location, endpoint: 'http://127.0.0.1.example.org' }])).toBe(false)
  })

  it('runs each of its documents where only trusted documents are run, and no other', async () => {
    const documents: string[] = Object.values(
      JSON.parse(readFileSync(new URL('dist/board/documents.json', root), 'utf8')),
    )
    expect(documents.length).toBeGreaterThan(10)
    for (const query of documents) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream;q=0.5' },
        body: JSON.stringify({ query }),
      })
      // The first part of a subscription is enough: it goes on.
      const { value } = (await response.body?.getReader().read()) ?? {}
      expect(Buffer.from(value ?? '').toString()).not.toContain('DOCUMENT_NOT_TRUSTED')
    }
    const other = await gateway.query('{ locations { name } }')
    expect(other.errors?.[0]?.extensions.code).toBe('DOCUMENT_NOT_TRUSTED')
  })

  it('loads at most 100 kB of JavaScript and 10 kB of style sheets compressed by gzip', async () => {
    const folder = new URL('dist/board/assets/', root)
    const [, sheet = '', script = ''] = await assets('/board')
    const name = (path: string) => path.slice(path.lastIndexOf('/') + 1)
    const loaded = new Set([name(script)])
    for (const file of loaded)
      for (const [, next = ''] of readFileSync(new URL(file, folder), 'utf8').matchAll(/from"\.\/([^"]+)"/g))
        loaded.add(next)
    const size = (file: string) => readFileSync(new URL(`${file}.gz`, folder)).length
    expect([...loaded].reduce((sum, file) => sum + size(file), 0)).toBeLessThan(100_000)
    expect(size(name(sheet))).toBeLessThan(10_000)
    expect(readdirSync(folder).filter((file) => file.endsWith('.js')).length).toBeGreaterThan(5)
  })
})

if (existsSync(executablePath)) {
  const browser = useChromium(executablePath)
  describe('the board in a browser', () => describeBoard(browser, gateway))
  describe('the board without an answer', () => describeBoardAnswers(browser, gateway))
  describe('the filter of the board', () => describeBoardFilter(browser, gateway))
  describe('a page of the board in a browser', () => describeBoardDetails(browser, gateway))
  describe('the board where something is missing', () => describeBoardStates(browser, gateway))
  describe('what runs where on the board', () => describeBoardWhere(browser, gateway))
  describe('the look of the board', () => describeBoardLook(browser, gateway))
  describe('the board by keys', () => describeBoardByKeys(browser, gateway))
  describe('the board on a phone', () => describeBoardOnPhone(browser, gateway))
  describe('the sockets of the board', () => describeBoardSockets(browser, gateway))
  describe('the board in a browser, with updates', () => describeBoardUpdates(browser, gateway))
} else
  process.stdout.write(`The board in a browser: not tested, no ${executablePath}; CHROMIUM_PATH may name another.\n`)
