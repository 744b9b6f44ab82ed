import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigError } from '../../src/config.ts'
import { loadConfig } from '../support/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-manifest-'))
const file = join(folder, 'manifest.json')
afterAll(() => rmSync(folder, { recursive: true }))

const FLEET = 'query Fleet { locations { name } }'
const FEED = 'query Feed { activity { nodes { title } } }'
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const md5Of = (text: string) => createHash('md5').update(text).digest('hex')

const apollo = (operations: object[]) => ({ format: 'apollo-persisted-query-manifest', version: 1, operations })

async function load(content: unknown, mode = 'enforce', path = file) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  const env = { AWS_REGION: 'eu-west-1', TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FILE: path }
  return loadConfig({ env })
}
const manifest = async (content: unknown) => Object.fromEntries((await load(content)).manifest)
async function mistakes(content: unknown, path?: string): Promise<string[]> {
  const error = await load(content, 'log', path).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message.replaceAll(folder, 'FOLDER').split('\n')
}

describe('a manifest of trusted documents', () => {
  test("may be Apollo's", async () => {
    const operations = [
      { id: hashOf(FLEET), name: 'Fleet', type: 'query', body: FLEET },
      { id: 'feed-1', name: 'Feed', type: 'query', body: FEED },
    ]
    expect(await manifest(apollo(operations))).toEqual({
      [hashOf(FLEET)]: FLEET,
      'feed-1': FEED,
      [hashOf(FEED)]: FEED,
    })
  })

  test("may be Relay's, whose ids are md5 hashes by default", async () => {
    expect(await manifest({ [md5Of(FLEET)]: FLEET, [hashOf(FEED)]: FEED })).toEqual({
      [md5Of(FLEET)]: FLEET,
      [hashOf(FLEET)]: FLEET,
      [hashOf(FEED)]: FEED,
    })
  })

  test('may have ids in the form of GraphQL over HTTP', async () => {
    expect(await manifest({ [`sha256:${hashOf(FLEET)}`]: FLEET })).toEqual({ [hashOf(FLEET)]: FLEET })
  })

  test('is not read while trusted documents are off', async () => {
    expect((await load('not JSON', 'off')).manifest.size).toBe(0)
  })

  test('is refused with the name of every entry whose sha256 does not match its text', async () => {
    const operations = [
      { id: hashOf(FLEET), name: 'Fleet', type: 'query', body: FLEET },
      { id: hashOf(FEED), name: 'Feed', type: 'query', body: `${FEED} ` },
    ]
    expect(await mistakes(apollo(operations))).toEqual([
      `FOLDER/manifest.json: operations[1] (Feed): expected the sha256 of its text (${hashOf(`${FEED} `)}), found ${hashOf(FEED)}`,
    ])
    expect(await mistakes({ [hashOf(FEED)]: FLEET, [hashOf(FLEET)]: FEED })).toEqual([
      `FOLDER/manifest.json: ${hashOf(FEED)}: expected the sha256 of its text (${hashOf(FLEET)}), found ${hashOf(FEED)}`,
      `FOLDER/manifest.json: ${hashOf(FLEET)}: expected the sha256 of its text (${hashOf(FEED)}), found ${hashOf(FLEET)}`,
    ])
  })

  const OTHER_JSON = "expected a manifest of persisted queries in Apollo's or Relay's format, found other JSON"
  test.each([
    ['not JSON', 'FOLDER/manifest.json: expected JSON, found something else'],
    [['a list'], `FOLDER/manifest.json: ${OTHER_JSON}`],
    [{ format: 'apollo-persisted-query-manifest', version: 2, operations: [] }, `FOLDER/manifest.json: ${OTHER_JSON}`],
    [apollo([{ id: 'feed-1', name: 'Feed' }]), `FOLDER/manifest.json: ${OTHER_JSON}`],
    [{ feed: { text: FEED } }, `FOLDER/manifest.json: ${OTHER_JSON}`],
  ])('is refused if it is %j', async (content, mistake) => {
    expect(await mistakes(content)).toEqual([mistake])
  })

  test('is refused where the named file cannot be read', async () => {
    expect(await mistakes({}, join(folder, 'none.json'))).toEqual([
      'FOLDER/none.json: expected a readable file, found none',
    ])
    expect(await mistakes({}, folder)).toEqual(['FOLDER: expected a readable file, found EISDIR'])
    expect(await mistakes({}, '')).toEqual([
      'trustedDocumentsFile: expected the path of a manifest of trusted documents, found nothing',
    ])
  })
})
