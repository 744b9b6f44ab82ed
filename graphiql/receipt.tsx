import { useGraphiQL } from '@graphiql/react'
import { useMemo } from 'react'
import type { Cost } from '../src/aws/receipt.ts'

/** The cost of an answer; undefined if the text is not an answer or does not state its cost. */
function costOf(response: string | null | undefined): Cost | undefined {
  try {
    return JSON.parse(response ?? '').extensions?.aws
  } catch {
    return undefined
  }
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0)
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** One line under the answer that is shown: the AWS calls it made, and what it did not need to ask. */
export function Receipt() {
  const response = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.response)
  const cost = useMemo(() => costOf(response), [response])
  if (!cost) return null
  const { calls, totalCalls, batches, retries, shared, remembered, stale, waitedMs } = cost
  const parts = [
    plural(totalCalls, 'AWS call', 'AWS calls'),
    plural(batches, 'batch', 'batches'),
    ...(retries > 0 ? [plural(retries, 'retry', 'retries')] : []),
    `${sum(shared)} shared`,
    `${sum(remembered)} remembered`,
    ...(sum(stale) > 0 ? [`${sum(stale)} stale`] : []),
    `waited ${waitedMs} ms`,
  ]
  const actions = Object.entries(calls).map(([action, count]) => `${action} ${count}`)
  return (
    <output className="receipt" title={actions.join('\n')}>
      {parts.join(' · ')}
    </output>
  )
}
