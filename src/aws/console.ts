import { partition as partitionInfo } from '@aws-sdk/core/client'

/**
 * Where the console of each partition is. AWS documents the first four. Of the isolated ones it publishes the domain of
 * the sign-in page only, as `signin.` in the place of `console.`: see AWS Signin's endpoint rules in its SDKs.
 * https://docs.aws.amazon.com/general/latest/gr/endpoints.html
 */
export const CONSOLE_DOMAINS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
  'aws-iso': 'console.c2shome.ic.gov',
  'aws-iso-b': 'console.sc2shome.sgov.gov',
  'aws-iso-e': 'console.csphome.adc-e.uk',
  'aws-iso-f': 'console.csphome.hci.ic.gov',
}

// By the SDK's own data; aws for a region that the SDK does not know.
const partitionOf = (region: string): string => partitionInfo(region).name

/**
 * The AWS console of a region, which has a domain of its own in each partition. Without a trailing slash. AWS documents
 * none of the paths of its pages: a console that changes them breaks a link, no more.
 */
export const consoleOf = (region: string): string =>
  `https://${region}.${CONSOLE_DOMAINS[partitionOf(region)] ?? CONSOLE_DOMAINS.aws}`

/** Whether a region may be of a partition: not where the SDK's data says that one of the two belongs elsewhere. */
export function mayBeOf(region: string, partition: string): boolean {
  const own = partitionOf(region)
  return own === partition || (own === 'aws' && !(partition in CONSOLE_DOMAINS))
}
