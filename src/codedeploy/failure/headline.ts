import { end, MAX_SENTENCE, shortened } from '../../activity/sentence.ts'
import type { Deployment } from '../model.ts'
import { totalOf } from '../progress/overview.ts'
import type { FailureGroup } from './failure-groups.ts'

const MAX_SCRIPT_NAME = 60

// The recorded message ends "Activated alarms: <name>", with these brackets.
const ACTIVATED_ALARMS = 'Activated alarms:'

/** The CloudWatch alarms that ErrorInformation.message names; none where no alarm stopped the deployment. */
export function alarmNamesOf({ code, message = '' }: Deployment['errorInformation'] = {}): string[] {
  if (code !== 'ALARM_ACTIVE') return []
  const [, names = ''] = message.split(ACTIVATED_ALARMS).map((part) => part.trim())
  // A name may itself contain a comma, in which case it is in brackets.
  const list = /^<.*>$/s.test(names) ? names.slice(1, -1).split(/>\s*,\s*</) : names.split(',')
  return list.map((name) => name.trim()).filter((name) => name !== '')
}

/**
 * AWS's error in one sentence without a full stop; for a stop by alarms, which, and where AWS names no error, how many
 * targets failed. Undefined if nothing did.
 */
export function errorSentence({ status, errorInformation, ...deployment }: Deployment): string | undefined {
  const { code, message } = errorInformation ?? {}
  const failed = failedSentence(deployment)
  if (code === 'ALARM_ACTIVE') return alarmSentence(alarmNamesOf(errorInformation))
  // AWS's message lists what may be wrong, but not how many targets failed.
  if (code === 'HEALTH_CONSTRAINTS' && failed) {
    const allowed = deployment.deploymentConfigName ? `, more than ${deployment.deploymentConfigName} allows` : ''
    return shortened(`${failed}${allowed}`)
  }
  const text = message?.trim() ? firstSentence(message.trim()) : code
  return text ? shortened(text.replace(/\.$/, '')) : status === 'Failed' ? failed : undefined
}

/** How many targets failed; undefined if there is only one. */
const failedSentence = ({ computePlatform = 'Server', deploymentOverview: overview }: Deployment) =>
  computePlatform === 'Server' && overview?.Failed
    ? `${overview.Failed} of ${targetsOf(totalOf(overview))} failed`
    : undefined

function alarmSentence(names: readonly string[]): string {
  if (names.length === 0) return 'Stopped by a CloudWatch alarm'
  const what = names.length === 1 ? 'alarm' : `${names.length} alarms:`
  return shortened(`Stopped by ${what} ${names.join(', ')}`)
}

// AWS's messages go on with advice. A full stop within a name or a version is followed by no space.
const firstSentence = (message: string) => /^.+?[.!?](?=\s)/s.exec(message)?.[0] ?? message

interface Counts {
  /** How many targets failed, and how many there are, as far as AWS counts them. */
  failed: number | undefined
  total: number | undefined
  /** How many failed ones were read. */
  inspected: number
}

/**
 * Why a deployment failed, in one sentence of at most 200 characters: what most targets failed of comes first, and how
 * many failed otherwise last. An alarm goes before what was under way when it stopped the deployment, and without
 * groups it is AWS's error.
 */
export function headline(deployment: Deployment, groups: readonly FailureGroup[], counts: Counts): string {
  const error = errorSentence(deployment)
  if (deployment.errorInformation?.code === 'ALARM_ACTIVE' && error) return error
  const [first] = groups
  if (!first) return withUnread(error ?? failedSentence(deployment) ?? 'Failed without a reason from AWS', counts)
  if (deployment.computePlatform !== undefined && deployment.computePlatform !== 'Server')
    return shortened(`${capitalized(whatFailed(first))}${error ? `: ${error}` : ''}`)
  return fleetHeadline(groups, counts)
}

function fleetHeadline(groups: readonly FailureGroup[], counts: Counts): string {
  const { total } = counts
  let text = ''
  for (const [index, group] of groups.entries()) {
    const count = group.targets.length
    const subject = index > 0 ? `${count}` : total === undefined ? targetsOf(count) : `${count} of ${targetsOf(total)}`
    const part = `${text ? '; ' : ''}${subject} ${whatFailed(group)}`
    const others = groups.slice(index + 1).reduce((sum, { targets }) => sum + targets.length, 0)
    const rest = others > 0 ? `; ${others} otherwise` : ''
    if (text && text.length + part.length + rest.length + unread(counts).length > MAX_SENTENCE)
      return withUnread(`${text}; ${count + others} otherwise`, counts)
    text += part
  }
  return withUnread(text, counts)
}

/** Says that not all failed targets were read, which is why a headline has fewer or none. */
const unread = ({ failed, inspected }: Counts) =>
  failed !== undefined && inspected < failed ? ` (${inspected} of ${failed} failed targets read)` : ''

const withUnread = (text: string, counts: Counts) =>
  `${shortened(text, MAX_SENTENCE - unread(counts).length)}${unread(counts)}`

const targetsOf = (count: number) => (count === 1 ? '1 target' : `${count} targets`)
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The failure in the event that failed first, by Diagnostics.errorCode. */
function whatFailed({ lifecycleEventName, errorCode, scriptName }: FailureGroup): string {
  if (!lifecycleEventName) return 'failed outside a lifecycle event'
  const what = VERBS.get(errorCode ?? '') ?? 'failed in'
  return `${what} ${lifecycleEventName}${scriptName ? ` (${endOf(scriptName)})` : ''}`
}

const VERBS: ReadonlyMap<string, string> = new Map([
  ['ScriptTimedOut', 'timed out in'],
  ['ScriptMissing', 'found no script for'],
  ['ScriptNotExecutable', 'could not execute the script of'],
])

/** The end of a long path says most of it. */
const endOf = (path: string) => (path.length > MAX_SCRIPT_NAME ? `…${end(path, MAX_SCRIPT_NAME - 1)}` : path)
