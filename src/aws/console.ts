import { partition as partitionInfo } from '@aws-sdk/core/client'

/**
 * The console domain of each partition. AWS documents the first four. For the isolated partitions it publishes only the
 * domain of the sign-in page, with `signin.` instead of `console.`: see the endpoint rules of AWS Signin in the SDKs.
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

// According to the SDK's data; `aws` for a region that the SDK does not know.
const partitionOf = (region: string): string => partitionInfo(region).name

/**
 * The AWS console of a region; each partition has its own domain. Without a trailing slash. AWS documents none of the
 * page paths, so a change of the console may break a link.
 */
export const consoleOf = (region: string): string =>
  `https://${region}.${CONSOLE_DOMAINS[partitionOf(region)] ?? CONSOLE_DOMAINS.aws}`

/** Whether a region may belong to a partition; false if the SDK's data places either one elsewhere. */
export function mayBeOf(region: string, partition: string): boolean {
  const own = partitionOf(region)
  return own === partition || (own === 'aws' && !(partition in CONSOLE_DOMAINS))
}
