import { useEffect, useState } from 'react'
import type { TypedDocumentString } from '../generated/graphql.ts'
import { type Answer, ask } from './ask.ts'
import { repeat } from './repeat.ts'
import { Store } from './store.ts'

/** When the documents of the page were answered last, in milliseconds since 1970. */
export const answeredAt = new Store<ReadonlyMap<string, number>>(new Map())

/** The answer to a query, asked again every `everyMs` while the tab is shown; the last one stays until the next arrives. */
export function useQuery<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables | undefined,
  everyMs = 0,
  reason: unknown = 0,
): Answer<Data> | undefined {
  const [answer, setAnswer] = useState<{ key: string; value: Answer<Data> }>()
  const key = JSON.stringify([document, variables])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the document and its variables
  useEffect(() => {
    if (variables === undefined) return
    return repeat(
      key,
      async (isOver) => {
        const value = await ask(document, variables)
        answeredAt.set(new Map(answeredAt.get()).set(String(document), Date.now()))
        if (!isOver()) setAnswer((last) => (isSame(last?.value, value) && last?.key === key ? last : { key, value }))
      },
      everyMs,
    )
  }, [key, everyMs, reason])
  return answer?.key === key ? answer.value : undefined
}

/** An answer equal to the last renders nothing. */
const isSame = (a: Answer<unknown> | undefined, b: Answer<unknown>) =>
  a !== undefined && JSON.stringify(a.data) === JSON.stringify(b.data) && a.errors.length === b.errors.length
