// Encoded dots, slashes, percent signs, what ends a path, and control characters, which parsers skip: a proxy may decode them,
// and the path would leave the prefix.
const ENCODED_SEPARATOR = /%([01].|23|25|2e|2f|3f|5c)/i

/**
 * The URL if it is one of the allowed URLs or below one of them, undefined otherwise. Both are compared as they are
 * parsed, so that spellings of an address or a port are equal and nothing is looked up.
 */
export function allowedUrl(text: string, allowed: readonly string[]): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const { username, password, search, hash, origin, pathname } = url
  if (username || password || search || hash || ENCODED_SEPARATOR.test(pathname)) return undefined
  const isBelow = (prefix: URL) =>
    origin === prefix.origin && `${pathname}/`.startsWith(`${prefix.pathname.replace(/\/$/, '')}/`)
  return allowed.some((prefix) => isBelow(new URL(prefix))) ? url : undefined
}
