import {
  type Checked,
  checkPermission,
  type Permission,
  type PermissionState,
  type RealThing,
} from '../../aws/calls/permission.ts'
import type { Engine } from '../../engine.ts'
import type { Service } from '../../services.ts'
import { fixOf } from './fixes.ts'

/** `limited`: denied for a thing that does not exist, and allowed for a real one, because the policy names resources. */
export type FindingState = PermissionState | 'limited'

/** The outcome for an action in a location. */
export interface Finding {
  location: string
  action: string
  state: FindingState
  /** Why it is not allowed. */
  message?: string
  /** The change that allows it. */
  fix?: string
  /** The real thing for which it is allowed, where it is not allowed for every one. */
  allowedFor?: string
}

export interface Where {
  engine: Engine
  location: string
  timeoutMs: number
}

// How many real things are tried at once with an action that is denied: each is a call.
const MAX_TRIES = 10
// Of the names that one answer gives.
const MAX_THINGS = 100

type Command = Permission['command']
type Learn = (permission: Permission, command: Command, checked: Checked) => void

/** An action under examination. */
interface Case extends Checked {
  permission: Permission
  tried: Set<RealThing>
  allowedFor?: string
}

/**
 * The findings of one service in one location: one call for each action. Once a call has got no answer, the others would
 * not get one either. A denied action is tried again with things that the other answers named.
 */
export async function findings(service: Service, { engine, location, timeoutMs }: Where): Promise<Finding[]> {
  const call = (permission: Permission, command = permission.command) => {
    const { operation } = permission
    return checkPermission(engine.runtime.clients, service.client, location, { operation, command }, timeoutMs)
  }
  const cases: Case[] = []
  const things: RealThing[] = []
  const learn: Learn = ({ thingsIn }, command, { output }) =>
    void (output && things.push(...thingsIn(output, command).slice(0, MAX_THINGS)))
  let last: Checked | undefined
  for (const permission of service.permissions) {
    const isOver = last?.state === 'credentials' || last?.state === 'unanswered'
    last = isOver && last ? { ...last, output: undefined } : await call(permission)
    learn(permission, permission.command, last)
    cases.push({ ...last, permission, tried: new Set() })
  }
  const denied = (hasThings: boolean) =>
    cases.filter(
      ({ state, allowedFor, permission }) => state === 'denied' && !allowedFor && permission.hasThings === hasThings,
    )
  // A list of one thing names others, with which the next one can be tried.
  for (let hasLearnt = true; hasLearnt; ) {
    hasLearnt = false
    const lists = denied(true).sort((a, b) => a.permission.names - b.permission.names)
    for (const one of lists) if (await tryReal(one, things, call, learn)) hasLearnt = true
  }
  for (const one of denied(false)) await tryReal(one, things, call, learn)
  return cases.map((one) => findingOf(one, service.name, location))
}

/** Tries an action with real things that it has not been tried with; true once it was allowed for one. */
async function tryReal(
  one: Case,
  things: readonly RealThing[],
  call: (permission: Permission, command: Command) => Promise<Checked>,
  learn: Learn,
): Promise<boolean> {
  const { permission, tried } = one
  const fitting = things.flatMap((thing) => {
    const about = tried.has(thing) ? undefined : permission.about(thing)
    return about ? [{ thing, ...about }] : []
  })
  // Those with more members leave less of the input that names nothing.
  for (const { thing, command, name } of fitting.sort((a, b) => b.members - a.members).slice(0, MAX_TRIES)) {
    tried.add(thing)
    const checked = await call(permission, command)
    if (checked.state !== 'allowed') continue
    one.allowedFor = name
    learn(permission, command, checked)
    return true
  }
  return false
}

function findingOf(one: Case, service: string, location: string): Finding {
  const { permission, state, message, tried, allowedFor } = one
  const action = `${service}:${permission.operation}`
  if (allowedFor) return { location, action, state: 'limited', allowedFor }
  return { location, action, state, message, fix: fixOf(one, action, permission, tried.size) }
}
