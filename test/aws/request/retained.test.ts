import { readdirSync, readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { BatchLoader } from '../../../src/aws/request/batch-loader.ts'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { PATIENT, useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ ...PATIENT, world: demoWorld() })
const FOLDER = new URL('../../../graphiql/examples/', import.meta.url)
const EXAMPLES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'))
  .filter((text) => !/^subscription/m.test(text))

/** How many loaders there are after a full garbage collection: each request with reads has some. */
async function countLoaders(): Promise<number> {
  const session = new Session()
  session.connect()
  const contexts: number[] = []
  session.on('Runtime.executionContextCreated', ({ params }) => contexts.push(params.context.id))
  await session.post('Runtime.enable')
  Object.assign(globalThis, { prototypeOfLoaders: BatchLoader.prototype })
  let count = 0
  // The tests run in a context of their own.
  for (const contextId of contexts) {
    const expression = 'globalThis.prototypeOfLoaders'
    // A context that earlier tests left is collected at any time; the test's own is there, for the test counts a loader in it.
    const evaluated = await session.post('Runtime.evaluate', { contextId, expression }).catch(() => null)
    if (!evaluated?.result.objectId) continue
    const { objects } = await session.post('Runtime.queryObjects', {
      prototypeObjectId: evaluated.result.objectId,
    })
    const listed = await session.post('Runtime.getProperties', {
      objectId: String(objects.objectId),
      ownProperties: true,
    })
    count += listed.result.filter(({ name }) => /^\d+$/.test(name)).length
  }
  session.disconnect()
  return count
}

test('what is cached keeps nothing of the requests that read it in memory', async () => {
  const own = new BatchLoader(1, async () => [])
  expect(await countLoaders()).toBe(1)
  for (const query of [...EXAMPLES, ...EXAMPLES]) {
    const { errors } = await gateway.query(query)
    expect(errors).toBeUndefined()
  }
  // Something of the last operation may still be there.
  expect(await countLoaders()).toBeLessThanOrEqual(5)
  expect(own).toBeDefined()
})
