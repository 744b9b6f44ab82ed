import { useEffect, useState } from 'react'
import { AnswersDocument, LocationsDocument } from '../generated/graphql.ts'
import { useRoute } from '../route.ts'
import { ask } from './ask.ts'

const ASKED_MS = 3_000
const SLOW_MS = 4_000

/**
 * The locations that do not answer a small question either, for what has taken four seconds; undefined until then. They
 * are empty if all of them answer, and before the gateway has said which there are.
 */
export function useSlow(): readonly string[] | undefined {
  const location = useRoute().params.get('location')
  const [silent, setSilent] = useState<readonly string[]>([])
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const find = async () => {
      const { data } = await ask(LocationsDocument, {})
      const names = data.locations?.map(({ name }) => name) ?? []
      setSilent(names)
      for (const name of names)
        ask(AnswersDocument, { locations: [name] }).then(
          () => setSilent((last) => last.filter((each) => each !== name)),
          () => undefined, // the page's own query says why
        )
    }
    const asking = location ? undefined : setTimeout(() => find().catch(() => undefined), ASKED_MS)
    const slow = setTimeout(() => setSlow(true), SLOW_MS)
    return () => {
      clearTimeout(asking)
      clearTimeout(slow)
    }
  }, [location])
  if (!isSlow) return undefined
  return location ? [location] : silent
}
