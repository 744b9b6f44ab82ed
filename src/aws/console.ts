// AWS documents the console's domains, but none of the paths of its pages: a console that changes them breaks a link, no more.

/** The AWS console of a region, which has a domain of its own in each partition. Without a trailing slash. */
export function consoleOf(region: string): string {
  if (region.startsWith('cn-')) return `https://${region}.console.amazonaws.cn`
  if (region.startsWith('us-gov-')) return `https://${region}.console.amazonaws-us-gov.com`
  return `https://${region}.console.aws.amazon.com`
}
