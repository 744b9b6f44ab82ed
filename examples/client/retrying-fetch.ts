// 429: too many requests; 503: the gateway is overloaded or cannot check tokens. Nothing was executed.
const BUSY: readonly number[] = [429, 503]
const MAX_ATTEMPTS = 4

/**
 * `fetch` for any GraphQL client, which sends a request again that the gateway was too busy for: after as long as
 * `retry-after` says, and up to as long again, so that clients do not come back all at once.
 */
export const retryingFetch: typeof fetch = async (input, init) => {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(input, init)
    if (!BUSY.includes(response.status) || attempt === MAX_ATTEMPTS) return response
    const seconds = Number(response.headers.get('retry-after') ?? 1)
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds * (1 + Math.random())))
  }
}
