const KEY = 'deploygraph.credential'

/** The key or token of this tab; null if none was typed, as behind a proxy that signs in. */
export const credential = (): string | null => sessionStorage.getItem(KEY)

export const keepCredential = (value: string): void => sessionStorage.setItem(KEY, value)

/** The header, or the parameter of a socket, that carries the credential; the gateway takes keys as bearers too. */
export function credentialHeaders(): Record<string, string> {
  const value = credential()
  return value ? { authorization: `Bearer ${value}` } : {}
}
