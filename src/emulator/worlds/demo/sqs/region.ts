import type { SqsMessage, SqsWorld } from '../../../sqs/world.ts'
import { uuidOf } from '../random.ts'
import { appConfigEventsOf } from './appconfig-events.ts'
import { codeDeployEventsOf } from './codedeploy-events.ts'
import { ACCOUNT, DEMO_QUEUE, type DemoEvent } from './event.ts'

const RETENTION_MS = 300_000

// EventBridge delivers within about half a second.
const LATENCY_MS = 500

/** SQS's part of the demo's world in a region: one queue with the events of the last five minutes. */
export function demoOf(region: string, seed: number): (now: number) => SqsWorld {
  const sources = [codeDeployEventsOf(region, seed), appConfigEventsOf(region, seed)]
  let latest: { second: number; messages: SqsMessage[] } | undefined
  return (now) => {
    // A long poll looks ten times a second.
    const second = Math.floor(now / 1000) * 1000
    if (latest?.second !== second) {
      const events = sources.flatMap((eventsIn) => eventsIn(second - RETENTION_MS, second + 1000))
      const messages = events.map((event) => messageOf(region, event))
      latest = { second, messages: messages.sort((one, other) => one.sentAt.getTime() - other.sentAt.getTime()) }
    }
    return { queues: [{ accountId: ACCOUNT, name: DEMO_QUEUE, messages: latest.messages }] }
  }
}

function messageOf(region: string, { key, time, ...event }: DemoEvent): SqsMessage {
  const id = uuidOf(region, 'event', ...key)
  const envelope = { version: '0', id, ...event, account: ACCOUNT, time: new Date(time).toISOString(), region }
  return { id: uuidOf(id, 'message'), body: JSON.stringify(envelope), sentAt: new Date(time + LATENCY_MS) }
}
