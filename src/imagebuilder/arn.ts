import { inputError } from '../aws/errors.ts'
import type { Locations } from '../aws/locations.ts'

// arn:partition:imagebuilder:region:account:resource; what AWS owns has the account "aws".
const ARN = /^arn:aws[a-z-]*:imagebuilder:([a-z0-9-]+):(\d{12}|aws[a-z-]*):\S+$/

/**
 * The location that an Image Builder ARN means by its region and account. A location whose account is not configured
 * stands for any. Throws BAD_USER_INPUT for what is no such ARN, and for an ARN of a location that is not configured.
 */
export function locationOfArn(arn: string, { all }: Locations): string {
  const [, region, account = ''] = ARN.exec(arn) ?? []
  if (!region)
    throw inputError(
      `${JSON.stringify(arn)} is not an Image Builder ARN: expected arn:aws:imagebuilder:<region>:<account>:…`,
    )
  const inRegion = all.filter((location) => location.region === region)
  const ofAccount = inRegion.find(({ accountId }) => accountId === account)
  const ofAny = inRegion.find(({ accountId }) => accountId === undefined || account.startsWith('aws'))
  const location = ofAccount ?? ofAny
  if (location) return location.name
  const known = all.map(
    ({ name, region: at, accountId }) => `"${name}" (${[at, accountId].filter(Boolean).join(', ')})`,
  )
  throw inputError(
    `${JSON.stringify(arn)} is of a location that is not configured: expected one of ${known.join(', ')}.`,
  )
}
