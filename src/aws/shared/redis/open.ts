import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Logger } from 'pino'
import type { LocationConfig } from '../../../config/locations.ts'
import { RedisChannels } from './channels.ts'
import { checkLater, connect } from './connection/check.ts'
import { createRedisClient, databaseOf, lastErrorOf, type RedisSettings, watchRefusals } from './connection/client.ts'
import { checkProtocol } from './connection/protocol.ts'
import { RedisRefusal, refusalIn, wordsOf } from './connection/refusal.ts'
import type { Change } from './guard.ts'
import { Guards } from './guards.ts'
import { RedisMemory } from './memory.ts'
import { SharedPace } from './pace/pace.ts'
import type { RedisClient } from './replies.ts'
import { Subscriber } from './subscriber.ts'

export { RedisRefusal } from './connection/refusal.ts'

interface Settings extends RedisSettings {
  redisTimeoutMs: number
  redisFinalSeconds: number
  shareLogs: boolean
  scrubLogs: boolean
  awsCallTimeoutMs: number
  requestTimeoutMs: number
  locations: readonly LocationConfig[]
}

// Reads of these services take well below a second. A process that was killed, or whose lock was taken although Redis
// answered too late, keeps the others waiting for this long.
const MAX_WAIT_MS = 1_000
// Several of them may do so one after the other. A request has the rest of its time for a call of its own.
const MAX_TOTAL_WAIT_MS = 5_000
const MAX_WAIT_RATIO = 1 / 4

export type OpenMemory = Awaited<ReturnType<typeof openMemory>>

/**
 * Opens everything that gateways share in Redis, whether it can be reached yet or not; rejects with a RedisRefusal if it
 * never can. `elapsed` tells the time of `AnswerCache.now`.
 */
export async function openMemory(settings: Settings, log: Logger, elapsed: () => number) {
  const open = () => createRedisClient(settings)
  const client = open()
  const lastError = lastErrorOf(client)
  const logRefusal = refusalLog(log, client)
  const guardOf = (use: 'reads' | 'writes' | 'messages') => {
    const onChange = ({ reason, purpose }: Change, node: string | undefined) => {
      if (!reason) return log.info({ use, purpose, node }, 'Redis is used again')
      const words = wordsOf((purpose === undefined ? lastError() : undefined) ?? reason)
      log.warn({ use, purpose, node, reason: words }, 'Redis is not used')
    }
    return new Guards(client, settings.redisTimeoutMs, onChange, logRefusal)
  }
  // A Redis that takes no writes still delivers messages: if one counted for the other, writes would be tried again and again.
  const [reads, writes, messages] = [guardOf('reads'), guardOf('writes'), guardOf('messages')]
  try {
    const reason = await connect(client, open())
    if (reason) {
      await checkProtocol(settings)
      log.warn({ reason: wordsOf(reason) }, 'Redis cannot be reached yet')
      checkLater(client, open, logRefusal)
    }
    watchRefusals(client, logRefusal)
  } catch (error) {
    client.disconnect()
    throw error
  }
  const identities = new Map(settings.locations.flatMap((location) => identityOf(location, settings.scrubLogs)))
  const memory = new RedisMemory(client, reads, writes, {
    identities,
    finalSeconds: settings.redisFinalSeconds,
    sharesLogs: settings.shareLogs,
    callMs: Math.min(settings.awsCallTimeoutMs, MAX_WAIT_MS),
    waitMs: Math.min(settings.awsCallTimeoutMs, MAX_TOTAL_WAIT_MS, settings.requestTimeoutMs * MAX_WAIT_RATIO),
  })
  const database = databaseOf(settings)
  const onHearing = (reason: Error | undefined) => {
    if (reason) log.warn({ reason: wordsOf(reason) }, 'Messages of other gateways are not heard')
    else log.info('Messages of other gateways are heard again')
  }
  const subscriber = new Subscriber(open, onHearing, logRefusal)
  const pace = SharedPace.of(settings.locations, { client, subscriber, writes, messages, database })
  const channels = new RedisChannels(client, messages, {
    ...{ identities, database, subscriber, elapsed },
    clock: memory.clock,
  })
  const close = async () => {
    subscriber.close()
    await pace?.stop()
    client.disconnect()
  }
  return { client, memory, channels, pace, reads, writes, messages, close }
}

/** Logs that Redis refuses this gateway if an error says so: each refusal once until the client connects again. */
function refusalLog(log: Logger, client: RedisClient): (error: Error) => void {
  const logged = new Set<string>()
  client.on('ready', () => logged.clear())
  return (error) => {
    const refusal = error instanceof RedisRefusal ? error : refusalIn([error])
    if (!refusal || logged.has(refusal.message)) return
    logged.add(refusal.message)
    log.error({ reason: refusal.message }, 'Redis refuses this gateway')
  }
}

// Sources add members to what AWS sends, and a release may add others: it does not read what another one stored.
const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
)

/** Everything that decides what AWS answers in a location, and how it is shown. Nothing for an account that is not named. */
export function identityOf(location: LocationConfig, isScrubbed: boolean): [name: string, identity: string][] {
  const { name, region, accountId, roleArn, profile, endpoint } = location
  if (!accountId && !roleArn) return []
  const identity = JSON.stringify([region, accountId, roleArn, profile, endpoint, isScrubbed, version])
  return [[name, createHash('sha256').update(identity).digest('base64url')]]
}
