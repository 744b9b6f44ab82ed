import { z } from 'zod'
import { amount, count, list, setting, text } from './setting.ts'

// Not quoted: it may contain a password.
const callbackUrl = z.unknown().refine(isCallbackUrl, {
  error: 'expected an http or https URL without user, query and fragment, such as https://router.example.com/callback',
})

function isCallbackUrl(value: unknown): value is string {
  if (typeof value !== 'string' || !/^https?:/i.test(value) || !URL.canParse(value)) return false
  const { username, password } = new URL(value)
  return !username && !password && !/[?#]/.test(value)
}

const QUEUE_URL = 'the URL of an SQS queue, such as https://sqs.us-east-1.amazonaws.com/111122223333/deploygraph'
const PARTS =
  /^https?:\/\/(?:[\w-]+\.)*(?<region>[a-z]{2,}(?:-[a-z]+)+-\d+)\.[\w.-]+(?::\d+)?\/(?<accountId>\d{12})\/[\w-]+(?:\.fifo)?$/

/** A queue of events; its URL tells the rest. */
const eventsQueue = text(PARTS, QUEUE_URL).transform((url) => {
  const { region = '', accountId = '' } = PARTS.exec(url)?.groups ?? {}
  return { url, region, accountId }
})

/** A queue as the configuration has it. */
export type EventsQueue = z.output<typeof eventsQueue>

/** The limits of live updates. docs/live.md gives the reasons. */
export const live = {
  liveCallsPerSecond: setting(
    'LIVE_CALLS_PER_SECOND',
    2,
    amount('calls', 0.01, 1_000),
    'how often live updates call AWS per service and location, however much is watched; updates come less often beyond it',
  ),
  maxSubscriptions: setting(
    'MAX_SUBSCRIPTIONS',
    1_000,
    count(undefined, 0, 100_000),
    'maximum number of open subscriptions, and of open WebSockets; further ones get 503. They do not count as concurrent requests; 0: none',
  ),
  maxSubscriptionsPerCaller: setting(
    'MAX_SUBSCRIPTIONS_PER_CALLER',
    20,
    count(undefined, 1, 100_000),
    'maximum number of open subscriptions, and of open WebSockets, of one caller who is authenticated',
  ),
  subscriptionMaxSeconds: setting(
    'SUBSCRIPTION_MAX_SECONDS',
    3_600,
    amount('seconds', 1, 86_400),
    'how long a subscription may stay open, and no longer than its token is valid; clients subscribe again',
  ),
  eventsQueueUrl: setting(
    'EVENTS_QUEUE_URL',
    [] as EventsQueue[],
    list(eventsQueue, 'a list of URLs of SQS queues'),
    'queues of EventBridge events, which make live updates immediate: [push](live.md#push); separated by commas (in the file a list)',
  ),
  maxLiveCost: setting(
    'MAX_LIVE_COST',
    5_000,
    count(undefined, 1, 1_000_000_000),
    'maximum estimated cost of one update of a subscription, which may cost 10 AWS calls at most; counted as for `maxCost`',
  ),
  callbackUrls: setting(
    'CALLBACK_URLS',
    [],
    list(callbackUrl as z.ZodType<string>, 'a list of URLs'),
    'where routers may have the updates of subscriptions sent by HTTP callbacks, such as `https://router.example.com/callback`, with what is below; separated by commas (in the file a list)',
  ),
}
