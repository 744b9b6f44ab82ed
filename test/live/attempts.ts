const MAX_ATTEMPTS = 5

/**
 * Whether a measurement succeeds in one of five attempts: what else the machine does may disturb some of them. A gateway
 * that is wrong fails in all.
 */
export async function succeedsOnce(measurement: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) if (await measurement()) return true
  return false
}
