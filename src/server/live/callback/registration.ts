import { z } from 'zod'
import { quote } from '../../../errors.ts'
import { allowedUrl } from './allowed-url.ts'

// More often than this no router needs a sign of life, and each is a request.
const MIN_HEARTBEAT_MS = 1_000
// That of Apollo Server's plugin, for routers that do not say.
const DEFAULT_HEARTBEAT_MS = 5_000

const MAX_URL_LENGTH = 2_000
const MAX_ID_LENGTH = 200
const MAX_VERIFIER_LENGTH = 1_000

const text = (max: number) => {
  const form = `a text of 1 to ${max} characters`
  return z.string(form).min(1, form).max(max, form)
}
const HEARTBEAT = `a whole number of milliseconds from ${MIN_HEARTBEAT_MS}, or 0 for none`

const extension = z.object(
  {
    callbackUrl: text(MAX_URL_LENGTH),
    subscriptionId: text(MAX_ID_LENGTH),
    verifier: text(MAX_VERIFIER_LENGTH),
    heartbeatIntervalMs: z
      .int(HEARTBEAT)
      .refine((ms) => ms === 0 || ms >= MIN_HEARTBEAT_MS, HEARTBEAT)
      .default(DEFAULT_HEARTBEAT_MS),
  },
  'an object',
)

/** A subscription whose updates a router wants sent to a URL of its own. */
export interface Registration {
  url: URL
  /** Chosen by the router, as is the verifier, which is a secret. */
  id: string
  verifier: string
  /** Within each of these periods a check is due; 0: never. */
  heartbeatMs: number
}

/**
 * The registration in the `extensions` of a request; undefined if it has none, and why it is refused if it is. URLs are
 * allowed by `CALLBACK_URLS`.
 */
export function registrationOf(
  body: unknown,
  callbackUrls: readonly string[],
): Registration | { objection: string } | undefined {
  const value = (Object((Object(body) as { extensions?: unknown }).extensions) as { subscription?: unknown })
    .subscription
  if (value === undefined || value === null) return undefined
  if (callbackUrls.length === 0)
    return { objection: 'This gateway sends no HTTP callbacks: subscribe by text/event-stream.' }
  const { data, error } = extension.safeParse(value)
  if (!data) {
    const [issue] = error.issues
    const path = ['extensions.subscription', ...(issue?.path ?? [])].join('.')
    return { objection: `${path}: expected ${issue?.message}.` }
  }
  const { callbackUrl, subscriptionId: id, verifier, heartbeatIntervalMs: heartbeatMs } = data
  const url = allowedUrl(callbackUrl, callbackUrls)
  if (url) return { url, id, verifier, heartbeatMs }
  return { objection: `CALLBACK_URLS does not allow the callbackUrl ${quote(callbackUrl)}.` }
}
