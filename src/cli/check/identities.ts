import { checkIdentity, type PermissionState } from '../../aws/calls/permission.ts'
import type { LocationConfig } from '../../config.ts'
import { SERVICES } from '../../services.ts'
import { plain } from '../plain-text.ts'
import type { Where } from './findings.ts'

/** The identity of a location's credentials. */
export interface IdentityFinding {
  location: string
  action: 'sts:GetCallerIdentity'
  /** `mismatch`: the credentials are for another account than the configuration says. */
  state: PermissionState | 'mismatch'
  account?: string
  arn?: string
  message?: string
  fix?: string
}

/** Finds out who the gateway is in a location. The gateway itself never makes this call, and works where it fails. */
export async function identityAt(location: LocationConfig, { engine, timeoutMs }: Omit<Where, 'location'>) {
  const [service] = SERVICES
  const found: IdentityFinding = { location: location.name, action: 'sts:GetCallerIdentity', state: 'unanswered' }
  if (!service) return found
  const { state, identity, message } = await checkIdentity(engine.runtime.clients, service.client, location, timeoutMs)
  const expected = location.accountId
  if (!identity || expected === undefined || identity.account === expected)
    return { ...found, state, ...identity, message }
  return {
    ...{ ...found, ...identity, state: 'mismatch' as const },
    message: `the credentials are for account ${identity.account}, and accountId is ${expected}`,
    fix: 'correct accountId, or the profile or roleArn of the location',
  }
}

/** The lines about the identities, for people. */
export const identityLines = (all: readonly IdentityFinding[]): string[] =>
  all.map(({ location, state, arn, message, fix }) => {
    const who = arn ? `read as ${arn}` : `identity not known: ${message ?? state}`
    const wrong = state === 'mismatch' ? `, but ${message}: ${fix}` : ''
    return plain(`${location}: ${who}${wrong}`)
  })
