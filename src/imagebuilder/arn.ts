import { mayBeOf } from '../aws/console.ts'
import type { Locations } from '../aws/locations.ts'
import { inputError, quote } from '../errors.ts'

// arn:partition:imagebuilder:region:account:resource; what AWS owns has the account "aws".
const ARN = /^arn:(aws[a-z-]*):imagebuilder:([a-z0-9-]+):(\d{12}|aws[a-z-]*):\S+$/

/** The parts of an Image Builder ARN. Throws BAD_USER_INPUT for other text, and for a region of another partition. */
export function checkedArn(arn: string) {
  const [, partition, region = '', account = ''] = ARN.exec(arn) ?? []
  if (!partition)
    throw inputError(`${quote(arn)} is not an Image Builder ARN: expected arn:aws:imagebuilder:<region>:<account>:…`)
  if (!mayBeOf(region, partition)) throw inputError(`${quote(arn)} names a region outside the partition ${partition}.`)
  return { arn, region, account }
}

/**
 * The location that an Image Builder ARN means by its region and account. A location whose account is not configured
 * stands for any. Throws BAD_USER_INPUT for text that is not such an ARN, for an ARN of a location that is not configured, and
 * if several locations match.
 */
export function locationOfArn(text: string, { all }: Locations): string {
  const { arn, region, account } = checkedArn(text)
  const inRegion = all.filter((location) => location.region === region)
  const ofAccount = inRegion.find(({ accountId }) => accountId === account)
  if (ofAccount) return ofAccount.name
  const [location, ...others] = inRegion.filter(({ accountId }) => !accountId || account.startsWith('aws'))
  const configured = all.map(
    ({ name, region: at, accountId }) => `"${name}" (${[at, accountId].filter(Boolean).join(', ')})`,
  )
  if (location && others.length === 0) return location.name
  if (location) throw inputError(`${quote(arn)} matches several locations: configure their accountId.`)
  throw inputError(`${quote(arn)} belongs to no configured location: expected one of ${configured.join(', ')}.`)
}
