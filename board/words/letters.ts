interface Cause {
  lifecycleEventName: string | null
  errorCode: string | null
  scriptName: string | null
}

/** Tells the causes of a deployment apart. */
export const keyOfCause = ({ lifecycleEventName, errorCode, scriptName }: Cause): string =>
  `${lifecycleEventName} ${errorCode} ${scriptName}`

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXY'
// Failures without a failed event.
const REST = 'Z'

const byDeployment = new Map<string, Map<string, string>>()

/**
 * The letters of a deployment's failure groups, by `keyOfCause`: A, B, C in the order of the first call, Z for failures
 * without an event. A group keeps its letter while the page is open, whichever becomes the largest.
 */
export function lettersOf(deploymentId: string, groups: readonly Cause[]): ReadonlyMap<string, string> {
  const letters = byDeployment.get(deploymentId) ?? new Map<string, string>()
  byDeployment.set(deploymentId, letters)
  for (const group of groups) {
    const key = keyOfCause(group)
    if (letters.has(key)) continue
    const used = [...letters.values()].filter((letter) => letter !== REST).length
    letters.set(key, group.lifecycleEventName === null ? REST : (LETTERS[used] ?? REST))
  }
  return letters
}
