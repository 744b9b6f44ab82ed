import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NormalizedSchema } from '@smithy/core/schema'
import { Indexed } from '../../../src/aws/calls/indexed/indexed.ts'
import type { Credentials } from '../../../src/emulator/sigv4.ts'
import { SERVICES, type Service } from '../../../src/services.ts'
import { SDKS } from '../../support/sdks.ts'
import { sourcesOf } from '../../support/service-sources.ts'

/** An operation of a service, by its name. */
export interface Operation {
  service: Service['name']
  name: string
  /** The shape of its answer. */
  output: NormalizedSchema
}

export function operationNamed(service: Operation['service'], name: string): Operation {
  const schema = SDKS.get(service)?.[`${name}$`] as { 5: Parameters<typeof NormalizedSchema.of>[0] }
  return { service, name, output: NormalizedSchema.of(schema[5]) }
}

/** Every operation that a source of the gateway sends: the commands that src/ imports from the SDK. */
export const OPERATIONS: readonly Operation[] = SERVICES.flatMap(({ name: service }) => {
  const imports = sourcesOf(service)
    .join('\n')
    .matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-/g)
  const names = [...imports].flatMap(([, list = '']) => list.match(/\w+(?=Command\b)/g) ?? [])
  return [...new Set(names)].sort().map((name) => operationNamed(service, name))
})

/** How a call ended, without what differs from call to call: request ids and time stamps of attempts. */
export type Outcome = { output: Record<string, unknown> } | { error: Record<string, unknown> }

/** Two clients of every service that differ only in their codec, and the outcome of a call with each. */
export function bothCodecs(endpoint: string, credentials: Credentials) {
  const config = { endpoint, credentials, region: 'us-east-1', maxAttempts: 1 }
  const made: { destroy(): void }[] = []
  const clients = SERVICES.map(({ name, client: { Client, protocol } }) => {
    // As a source's client passes it; without one the SDK uses its own.
    const Sdk = Client as unknown as new (options: object) => { destroy(): void }
    const pair = { theirs: new Sdk(config), ours: new Sdk({ ...config, protocol }) }
    made.push(pair.theirs, pair.ours)
    return [name as string, pair] as const
  })
  const byService = new Map<string, (typeof clients)[number][1]>(clients)

  async function outcome(whose: 'ours' | 'theirs', { service, name }: Operation, input: object): Promise<Outcome> {
    const client = byService.get(service)?.[whose] as unknown as { send(command: unknown): Promise<object> }
    const Command = SDKS.get(service)?.[`${name}Command`] as (new (input: object) => object) | undefined
    if (!Command) throw new Error(`${service} has no ${name}`)
    try {
      return { output: comparable((await client.send(new Command(input))) as Record<string, unknown>) }
    } catch (thrown) {
      const error = thrown as Error & Record<string, unknown>
      return { error: { ...comparable(error), name: error.name, message: error.message } }
    }
  }

  return {
    ours: (operation: Operation, input: object = INPUT) => outcome('ours', operation, input),
    theirs: (operation: Operation, input: object = INPUT) => outcome('theirs', operation, input),
    destroy: () => {
      for (const client of made) client.destroy()
    },
  }
}

/** Members with what was indexed as it is parsed. */
const parsed = (members: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((item) => (item instanceof Indexed ? item.parsed : item)) : value,
    ]),
  )

function comparable({ $metadata, ...rest }: Record<string, unknown>) {
  for (const object of objectsIn(rest)) // Jest holds two invalid dates for different
    for (const [key, value] of Object.entries(object))
      if (value instanceof Date && Number.isNaN(+value)) Object.assign(object, { [key]: 'invalid date' })
  const { requestId, totalRetryDelay, ...metadata } = ($metadata ?? {}) as Record<string, unknown>
  return { ...parsed(rest), $metadata: metadata }
}

/** Every object and list in a value, itself included. */
export function* objectsIn(value: unknown): Generator<object> {
  if (typeof value !== 'object' || value === null) return
  yield value
  for (const inner of Object.values(value)) yield* objectsIn(inner)
}

/** Enough for the path of any of the REST operations. */
const INPUT = {
  ApplicationId: 'a',
  EnvironmentId: 'b',
  ConfigurationProfileId: 'c',
  DeploymentNumber: 1,
  DeploymentStrategyId: 'd',
  VersionNumber: 1,
  ApplicationIdentifier: 'a',
  ExperimentDefinitionIdentifier: 'x',
  Run: 1,
  lifecycleExecutionId: 'e',
  lifecyclePolicyArn: 'f',
}

/** An AWS that answers every request with the bytes that a test sets. */
export async function startScriptedAws() {
  const answer = { status: 200, headers: {} as Record<string, string>, body: '' as string | Buffer }
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(answer.status, answer.headers).end(answer.body))
  })
  server.keepAliveTimeout = 0 // a connection that ends while a machine pauses would be an error of its own
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    endpoint,
    respondWith: (body: string | Buffer, status = 200, headers: Record<string, string> = {}) =>
      Object.assign(answer, { body, status, headers }),
    stop: () => {
      server.closeAllConnections()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
