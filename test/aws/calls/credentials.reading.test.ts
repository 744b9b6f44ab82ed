import { Credentials } from '../../../src/aws/calls/credentials.ts'

describe('the credentials of a location', () => {
  const key = (accessKeyId: string, expiration?: Date) => ({ accessKeyId, secretAccessKey: 'secret', expiration })
  const soonAfter = () => new Promise(setImmediate)
  const MAX_READ_MS = 20
  /** Credentials whose provider returns these in turn, and then always the last; an error is thrown. */
  const credentialsFrom = (...answers: (ReturnType<typeof key> | Error | 'never')[]) => {
    const reads: number[] = []
    let now = 0
    const newProvider = () => async () => {
      const answer = answers[Math.min(reads.push(now), answers.length) - 1]
      if (answer instanceof Error || !answer) throw answer
      return answer === 'never' ? new Promise<never>(() => undefined) : answer
    }
    const aSecond = () => {
      now += 1_000
    }
    return { credentials: new Credentials(newProvider, () => now, MAX_READ_MS), reads, aSecond }
  }

  test('are read at most once a second, however many calls are refused', async () => {
    const { credentials, reads, aSecond } = credentialsFrom(key('a'), key('a'), key('b'))
    const refused = await credentials.provider()
    aSecond()
    const calls = Array.from({ length: 50 }, () => credentials.renewed(refused))
    expect(await Promise.all(calls)).toEqual(Array(50).fill(false))
    expect(await credentials.renewed(refused)).toBe(false)
    expect(reads).toHaveLength(2)
    aSecond()
    expect(await credentials.renewed(refused)).toBe(true)
    expect(await credentials.renewed(refused)).toBe(true) // of a call that was sent with the old ones
    expect(reads).toHaveLength(3)
    expect(await credentials.provider()).toEqual(key('b'))
  })

  test('are read again shortly before they expire, and stay in use until then where that fails', async () => {
    const soon = key('a', new Date(Date.now() + 60_000))
    const { credentials, reads, aSecond } = credentialsFrom(soon, new Error('no answer'), key('b'))
    expect(await credentials.provider()).toEqual(soon)
    expect(await credentials.provider()).toEqual(soon)
    expect(reads).toHaveLength(1)
    aSecond()
    expect(await credentials.provider()).toEqual(soon)
    expect(reads).toHaveLength(2)
    await soonAfter()
    aSecond()
    expect(await credentials.provider()).toEqual(soon)
    expect(reads).toHaveLength(3)
    await soonAfter()
    expect(await credentials.provider()).toEqual(key('b'))
  })

  test('stay in use while new ones are read, however long that takes', async () => {
    const soon = key('a', new Date(Date.now() + 60_000))
    const { credentials, reads, aSecond } = credentialsFrom(soon, 'never')
    expect(await credentials.provider()).toEqual(soon)
    aSecond()
    for (const _ of [1, 2]) expect(await credentials.provider()).toEqual(soon)
    expect(reads).toHaveLength(2)
  })

  test('are read again where a read does not end in time, since a process may wait for input', async () => {
    const { credentials, reads, aSecond } = credentialsFrom('never', key('a'))
    await expect(credentials.provider()).rejects.toMatchObject({ name: 'CredentialsProviderError' })
    aSecond()
    expect(await credentials.provider()).toEqual(key('a'))
    expect(reads).toHaveLength(2)
  })

  test('are looked for once a second where they cannot be loaded, with the same error in between', async () => {
    const { credentials, reads, aSecond } = credentialsFrom(new Error('no profile'), key('a'))
    for (const _ of [1, 2]) await expect(credentials.provider()).rejects.toThrow('no profile')
    expect(reads).toHaveLength(1)
    aSecond()
    expect(await credentials.provider()).toEqual(key('a'))
  })

  test('stay in use where reading them again fails', async () => {
    const { credentials, aSecond } = credentialsFrom(key('a'), new Error('half a file'))
    const refused = await credentials.provider()
    aSecond()
    expect(await credentials.renewed(refused)).toBe(false)
    expect(await credentials.provider()).toEqual(key('a'))
  })
})
