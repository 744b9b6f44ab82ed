import { useEffect, useState } from 'react'
import {
  DetailDocument,
  type DetailQuery,
  type TargetStatus,
  TargetsDocument,
  WatchDeploymentDocument,
} from '../generated/graphql.ts'
import { damped } from '../words/estimate.ts'
import { ask } from './ask.ts'
import { answered, connection } from './connection.ts'
import { follow } from './live.ts'
import { noteFresh } from './stale.ts'

export type Detail = NonNullable<DetailQuery['codeDeployDeployment']>

/** How many failed targets are read, unless all are asked for. */
export const INSPECT = 100
export const INSPECT_ALL = 1000

export interface Target {
  targetId: string
  status: TargetStatus
}

export interface Followed {
  detail: Detail | undefined
  targets: readonly Target[]
  /** How many targets there are; the first thousand are in `targets`. */
  total: number
  /** AWS has no such deployment. */
  isGone: boolean
  calls: number
}

const MANY_CHANGED = 100
const REFRESH_MS = 4_000

/**
 * Follows one deployment: its state by the socket, what takes more calls when that state has changed. At most
 * `inspect` failed targets are read.
 */
export function useDeployment(location: string, id: string, inspect: number): Followed {
  const [followed, setFollowed] = useState<Followed>({
    ...{ detail: undefined, targets: [], total: 0, isGone: false, calls: 0 },
  })
  useEffect(() => {
    let refresh: number | undefined
    const variables = { id, location }
    const detail = async () => {
      const { data, calls = 0 } = await ask(DetailDocument, { ...variables, inspect })
      const read = data.codeDeployDeployment
      setFollowed((last) => ({
        ...last,
        detail: (read && calm(last.detail, read)) ?? last.detail,
        isGone: !read && !last.detail,
        calls: last.calls + calls,
      }))
    }
    const targets = async () => {
      const { data, calls = 0 } = await ask(TargetsDocument, variables)
      const { nodes, totalCount } = data.codeDeployDeployment?.targets ?? {}
      const read = nodes?.filter((node) => node !== null) ?? []
      setFollowed((last) => ({
        ...last,
        targets: read.length > 0 ? read : last.targets,
        total: Math.max(totalCount ?? 0, read.length, last.total),
        calls: last.calls + calls,
      }))
    }
    const refreshSoon = () => {
      refresh ??= setTimeout(() => {
        refresh = undefined
        detail().catch(() => undefined) // the follower tells when nothing answers
      }, REFRESH_MS)
    }
    const stop = follow({
      document: WatchDeploymentDocument,
      variables,
      poll: async () => {
        await detail()
        await targets()
      },
      next: ({ codeDeployDeployment: update }, stale) => {
        if (!update) return
        answered('live', Date.parse(update.asOf), update.nextAt ? Date.parse(update.nextAt) : undefined)
        const { deployment, changedTargets, changedTargetCount } = update
        if (stale.length === 0) noteFresh('CODEDEPLOY', location)
        const changed = changedTargets?.filter((target) => target !== null) ?? []
        if ((changedTargetCount ?? 0) > MANY_CHANGED) targets().catch(() => undefined)
        setFollowed((last) => ({
          ...last,
          detail: last.detail && deployment ? { ...last.detail, ...deployment } : last.detail,
          targets: changed.length > 0 ? patched(last.targets, changed) : last.targets,
        }))
        if (changed.length > 0 || deployment?.completedAt) refreshSoon()
      },
    })
    return () => {
      clearTimeout(refresh)
      stop()
      connection.set({ ...connection.get(), nextAt: undefined }) // the feed goes on without
    }
  }, [location, id, inspect])
  return followed
}

/** The detail, with an estimate that moves only where the difference matters. */
const calm = (shown: Detail | undefined, next: Detail): Detail =>
  next.estimate ? { ...next, estimate: damped(shown?.estimate, next.estimate, Date.now()) } : next

function patched(targets: readonly Target[], changed: readonly Target[]): readonly Target[] {
  const news = new Map(changed.map((target) => [target.targetId, target]))
  const known = new Set(targets.map(({ targetId }) => targetId))
  return [
    ...targets.map((target) => news.get(target.targetId) ?? target),
    ...changed.filter(({ targetId }) => !known.has(targetId)),
  ]
}
