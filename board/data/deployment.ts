import { useEffect, useState } from 'react'
import {
  DetailDocument,
  type DetailQuery,
  type TargetStatus,
  TargetsDocument,
  WatchDeploymentDocument,
} from '../generated/graphql.ts'
import { ask } from './ask.ts'
import { answered } from './connection.ts'
import { follow } from './live.ts'

export type Detail = NonNullable<DetailQuery['codeDeployDeployment']>

export interface Target {
  targetId: string
  status: TargetStatus
}

export interface Followed {
  detail: Detail | undefined
  targets: readonly Target[]
  /** AWS has no such deployment. */
  isGone: boolean
  calls: number
}

const MANY_CHANGED = 100
const REFRESH_MS = 4_000

/** Follows one deployment: its state by the socket, what takes more calls when that state has changed. */
export function useDeployment(location: string, id: string): Followed {
  const [followed, setFollowed] = useState<Followed>({ detail: undefined, targets: [], isGone: false, calls: 0 })
  useEffect(() => {
    let refresh: number | undefined
    const variables = { id, location }
    const detail = async () => {
      const { data, calls = 0 } = await ask(DetailDocument, variables)
      const read = data.codeDeployDeployment
      setFollowed((last) => ({
        ...last,
        detail: read ?? last.detail,
        isGone: !read && !last.detail,
        calls: last.calls + calls,
      }))
    }
    const targets = async () => {
      const { data, calls = 0 } = await ask(TargetsDocument, variables)
      const read = data.codeDeployDeployment?.targets.nodes?.filter((node) => node !== null) ?? []
      setFollowed((last) => ({ ...last, targets: read.length > 0 ? read : last.targets, calls: last.calls + calls }))
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
      next: ({ codeDeployDeployment: update }) => {
        if (!update) return
        answered('live', Date.parse(update.asOf))
        const { deployment, changedTargets, changedTargetCount } = update
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
    }
  }, [location, id])
  return followed
}

function patched(targets: readonly Target[], changed: readonly Target[]): readonly Target[] {
  const news = new Map(changed.map((target) => [target.targetId, target]))
  const known = new Set(targets.map(({ targetId }) => targetId))
  return [
    ...targets.map((target) => news.get(target.targetId) ?? target),
    ...changed.filter(({ targetId }) => !known.has(targetId)),
  ]
}
