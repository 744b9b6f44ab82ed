import { type Client, createClient } from 'graphql-ws'
import type { TypedDocumentString } from '../generated/graphql.ts'
import { root } from './address.ts'
import { credentialHeaders } from './credential.ts'
import type { StalePart } from './stale.ts'

const url = () => {
  const address = new URL('graphql', root)
  address.protocol = address.protocol.replace('http', 'ws')
  return address.href
}

let client: Client | undefined

/** One socket of this tab, open while something is watched. */
const shared = () => {
  client ??= createClient({
    url: url(),
    connectionParams: () => ({ ...credentialHeaders(), 'x-aws-receipt': '1' }),
    lazy: true,
    retryAttempts: 0, // live.ts retries, and asks over HTTP meanwhile
  })
  return client
}

/** Watches a subscription; `ended` is called once, when nothing more will come. The returned function stops it. */
export function watch<Data, Variables extends object>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  next: (data: Data, stale: readonly StalePart[]) => void,
  ended: () => void,
): () => void {
  return shared().subscribe<Data, { stale?: StalePart[] }>(
    { query: String(document), variables: Object.fromEntries(Object.entries(variables)) },
    {
      next: ({ data, extensions }) => data && next(data, extensions?.stale ?? []),
      error: ended,
      complete: ended,
    },
  )
}
