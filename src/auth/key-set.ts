import type { FetchImplementation } from 'jose'

// A set has a few keys of a few hundred bytes each.
const MAX_KEY_SET_BYTES = 1_000_000

// For how long an issuer that failed is left alone.
const COOLDOWN_MS = 5_000

/**
 * How the key set of an issuer is read: once at a time, up to a size, from the configured address alone, for jose follows
 * no redirect. After a failure it rejects without asking for some seconds, so that the requests of clients do not become
 * requests to the issuer. `elapsed` tells milliseconds that only go up.
 */
export function keySetFetcher(elapsed = () => performance.now()): FetchImplementation {
  let failure: { error: unknown; until: number } | undefined
  return async (url, options) => {
    if (failure && elapsed() < failure.until) throw failure.error
    try {
      const keySet = await readKeySet(await fetch(url, options))
      failure = undefined
      return Response.json(keySet)
    } catch (error) {
      failure = { error, until: elapsed() + COOLDOWN_MS }
      throw error
    }
  }
}

async function readKeySet({ status, body }: Response): Promise<unknown> {
  if (status !== 200) {
    await body?.cancel()
    throw new Error(`The issuer answered for its key set with HTTP ${status}, expected 200.`)
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    // Leaving the loop cancels the rest.
    if (bytes > MAX_KEY_SET_BYTES) throw new Error(`The key set has more than ${MAX_KEY_SET_BYTES} bytes.`)
    chunks.push(chunk)
  }
  const keySet: unknown = JSON.parse(Buffer.concat(chunks).toString())
  if (!isKeySet(keySet)) throw new Error('The issuer answered with JSON that is not a key set.')
  return keySet
}

const isKeySet = (value: unknown): boolean => {
  const { keys } = Object(value) as { keys?: unknown }
  return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null && !Array.isArray(key))
}
