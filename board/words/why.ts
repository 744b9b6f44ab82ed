import type { Detail } from '../data/deployment.ts'
import { causeOf } from './causes.ts'
import { countsOf } from './moving.ts'
import { lookOf, rawWordOf, WORDS } from './phase.ts'

const hasAlarm = /alarm/i

/** Why, in one sentence. */
export interface Why {
  /** The first cause of failed targets. */
  cause: string | undefined
  rest: string
}

export function whyOf(detail: Detail): Why {
  const { failureSummary: summary, reason } = detail
  const [first, ...rest] = summary?.groups.filter((group) => group !== null) ?? []
  if (!first || (reason && hasAlarm.test(reason)))
    return { cause: undefined, rest: reason ?? summary?.headline ?? countsOf(detail) }
  const [cause, script = ''] = causeOf(first, true, summary?.totalTargets ?? 0).split(/(?= \()/)
  return { cause, rest: `${[script, ...rest.map((group) => causeOf(group))].join('; ')}.` }
}

/** The same as an announcement, without the counts of targets that are done: they change all the time. */
export function newsOf(detail: Detail): string {
  const { cause, rest } = whyOf(detail)
  const word = rawWordOf(detail) ?? WORDS[lookOf(detail)]
  const why = cause ? `${cause}${rest}` : (detail.reason ?? detail.failureSummary?.headline ?? '')
  return `${detail.title}: ${word}. ${why}`.trimEnd()
}
