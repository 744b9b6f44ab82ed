import type { DeploymentOverview } from '@aws-sdk/client-codedeploy'
import type { Deployment } from '../model.ts'
import { totalOf } from '../progress/overview.ts'
import type { FailureGroup } from './failure-groups.ts'

// A line of a terminal or of a chat.
const MAX_HEADLINE = 200
const MAX_SCRIPT_NAME = 60

/** A text as one line of at most 200 characters, the last of them an ellipsis where it was longer. */
export function shortened(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line.length > MAX_HEADLINE ? `${line.slice(0, MAX_HEADLINE - 1).trimEnd()}…` : line
}

// The recorded message ends "Activated alarms: <name>", with these brackets.
const ACTIVATED_ALARMS = /Activated alarms:\s*(.+?)\s*$/s

/** The CloudWatch alarms that ErrorInformation.message names; none where no alarm stopped the deployment. */
export function alarmNamesOf({ errorInformation: { code, message = '' } = {} }: Deployment): string[] {
  if (code !== 'ALARM_ACTIVE') return []
  const names = ACTIVATED_ALARMS.exec(message)?.[1] ?? ''
  return names
    .replace(/^<|>$/g, '')
    .split(/>?\s*,\s*<?/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** AWS's error in one sentence; for a stop by alarms, which. Undefined if AWS names no error. */
export function errorSentence(deployment: Deployment): string | undefined {
  const { deploymentOverview: overview, errorInformation: { code, message } = {} } = deployment
  if (code === 'ALARM_ACTIVE') return alarmSentence(alarmNamesOf(deployment))
  if (code === 'HEALTH_CONSTRAINTS' && overview?.Failed) return healthSentence(deployment, overview)
  const sentence = message?.trim() ? firstSentence(message.trim()) : code && `${code}.`
  return sentence ? shortened(sentence) : undefined
}

/** AWS's message lists what may be wrong, but not how many targets failed. */
function healthSentence({ deploymentConfigName }: Deployment, overview: DeploymentOverview): string {
  const allowed = deploymentConfigName ? `, more than ${deploymentConfigName} allows` : ''
  return shortened(`${overview.Failed} of ${targetsOf(totalOf(overview))} failed${allowed}`)
}

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
  if (!first) return error ?? 'Failed without a reason from AWS.'
  if (deployment.computePlatform !== undefined && deployment.computePlatform !== 'Server')
    return shortened(`${capitalized(whatFailed(first))}${error ? `: ${error}` : ''}`)
  return fleetHeadline(groups, counts)
}

function fleetHeadline(groups: readonly FailureGroup[], { failed, total, inspected }: Counts): string {
  const isPart = failed !== undefined && inspected < failed
  const end = isPart ? ` (${inspected} of ${failed} failed targets read)` : ''
  let text = ''
  for (const [index, group] of groups.entries()) {
    const count = group.targets.length
    const subject = index > 0 ? `${count}` : total === undefined ? targetsOf(count) : `${count} of ${targetsOf(total)}`
    const part = `${text ? '; ' : ''}${subject} ${whatFailed(group)}`
    const others = groups.slice(index + 1).reduce((sum, { targets }) => sum + targets.length, 0)
    const rest = others > 0 ? `; ${others} otherwise` : ''
    if (text && text.length + part.length + rest.length + end.length > MAX_HEADLINE)
      return shortened(`${text}; ${count + others} otherwise${end}`)
    text += part
  }
  return shortened(text + end)
}

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
const endOf = (path: string) => (path.length > MAX_SCRIPT_NAME ? `…${path.slice(1 - MAX_SCRIPT_NAME)}` : path)
