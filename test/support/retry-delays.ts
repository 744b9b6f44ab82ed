/**
 * The SDK waits for a random time before a retry: from nothing to 2 s, where AWS throttles. In the tests of this file it
 * waits for the shortest of these times, for they are about what comes after.
 */
export function useShortestRetryDelays(): void {
  const { random } = Math
  beforeAll(() => {
    Math.random = () => 0
  })
  afterAll(() => {
    Math.random = random
  })
}
