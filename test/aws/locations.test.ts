import { jest } from '@jest/globals'
import { Locations } from '../../src/aws/locations.ts'
import { GatewayError } from '../../src/errors.ts'

const names = ['us', 'eu', 'ap']
const locationsOf = (locations: string[], remember = true) =>
  new Locations(
    locations.map((name) => ({ name, region: `${name}-1` })),
    remember,
  )
const denied = new GatewayError('AWS_ACCESS_DENIED', 'no')
const broken = new GatewayError('AWS_UNAVAILABLE', 'down')

/** A read that each location answers; a location without an entry does not have the key. */
const reader = (answers: Record<string, string | Error>) =>
  jest.fn(async (location: string) => {
    const answer = answers[location]
    if (answer instanceof Error) throw answer
    return answer
  })
const locationsRead = (read: ReturnType<typeof reader>) => read.mock.calls.map(([location]) => location)

describe('locations', () => {
  test('cover the named one, or all in the order of the configuration', () => {
    expect(locationsOf(names).covering('eu')).toEqual([{ name: 'eu', region: 'eu-1' }])
    for (const name of [undefined, null])
      expect(
        locationsOf(names)
          .covering(name)
          .map(({ name }) => name),
      ).toEqual(names)
  })

  test.each(['', 'EU', 'mars'])('refuse the unknown name %j and list the configured ones', (name) => {
    const message = `Unknown location "${name}": expected one of "us", "eu", "ap".`
    for (const use of [() => locationsOf(names).named(name), () => locationsOf(names).covering(name)]) {
      expect(use).toThrow(message)
      expect(use).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
    }
  })
})

describe('a search for a key without a location', () => {
  const key = ['group', 'shop', 'web']

  test('reads only the location that is named, and trusts its answer', async () => {
    const read = reader({ us: 'in us', eu: 'in eu' })
    const locations = locationsOf(names)
    expect(await locations.find(key, 'eu', read)).toBe('in eu')
    expect(await locations.find(key, 'ap', read)).toBeUndefined()
    expect(locationsRead(read)).toEqual(['eu', 'ap'])
  })

  test('refuses an unknown name before any read', async () => {
    const read = reader({})
    await expect(locationsOf(names).find(key, 'mars', read)).rejects.toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    )
    expect(read).not.toHaveBeenCalled()
  })

  test('reads the only location where there is just one', async () => {
    const read = reader({ us: 'in us' })
    expect(await locationsOf(['us']).find(key, null, read)).toBe('in us')
    expect(await locationsOf(['us']).find(key, null, reader({}))).toBeUndefined()
    expect(locationsRead(read)).toEqual(['us'])
  })

  test('reads all locations together', async () => {
    const started: string[] = []
    const count = locationsOf(names).find(key, undefined, async (location) => {
      started.push(location)
      await new Promise(setImmediate)
      return location === 'ap' ? started.length : undefined
    })
    expect(started).toEqual(names)
    expect(await count).toBe(3)
  })

  test('returns the first in the order of the configuration, however late it answers', async () => {
    const slow = async (location: string) => {
      if (location === 'us') await new Promise(setImmediate)
      return location
    }
    expect(await locationsOf(names).find(key, undefined, slow)).toBe('us')
  })

  test('does not wait for locations after the one that has the key', async () => {
    const endless = (location: string) => (location === 'us' ? Promise.resolve('in us') : new Promise<never>(() => {}))
    expect(await locationsOf(names).find(key, undefined, endless)).toBe('in us')
  })

  test('returns undefined if no location has the key', async () => {
    const read = reader({})
    expect(await locationsOf(names).find(key, undefined, read)).toBeUndefined()
    expect(locationsRead(read)).toEqual(names)
  })

  test('ignores a location that fails where another has the key, whichever comes first', async () => {
    expect(await locationsOf(names).find(key, undefined, reader({ us: denied, eu: 'in eu' }))).toBe('in eu')
    expect(await locationsOf(names).find(key, undefined, reader({ us: 'in us', eu: denied, ap: broken }))).toBe('in us')
  })

  test('fails with the first error where no location has the key', async () => {
    await expect(locationsOf(names).find(key, undefined, reader({ eu: denied, ap: broken }))).rejects.toBe(denied)
  })
})

describe('a key that was found', () => {
  const key = ['group', 'shop', 'web']

  test('is read only where it was found', async () => {
    const locations = locationsOf(names)
    await locations.find(key, undefined, reader({ ap: 'in ap' }))
    const again = reader({ us: 'in us', ap: 'still in ap' })
    expect(await locations.find(key, undefined, again)).toBe('still in ap')
    expect(locationsRead(again)).toEqual(['ap'])
  })

  test('is looked for in all locations each time where nothing may be remembered', async () => {
    const locations = locationsOf(names, false)
    for (const read of [reader({ eu: 'in eu' }), reader({ eu: 'in eu' })]) {
      expect(await locations.find(key, undefined, read)).toBe('in eu')
      expect(locationsRead(read)).toEqual(names)
    }
  })

  test('does not tell where other keys are', async () => {
    const locations = locationsOf(names)
    await locations.find(key, undefined, reader({ ap: 'in ap' }))
    const other = reader({ us: 'in us' })
    expect(await locations.find(['group', 'shop'], undefined, other)).toBe('in us')
    expect(locationsRead(other)).toEqual(names)
  })

  test('is looked for in all locations again once it is gone, and remembered in its new one', async () => {
    const locations = locationsOf(names)
    await locations.find(key, undefined, reader({ ap: 'in ap' }))
    const moved = reader({ us: 'in us' })
    expect(await locations.find(key, undefined, moved)).toBe('in us')
    const again = reader({ us: 'in us' })
    await locations.find(key, undefined, again)
    expect(locationsRead(again)).toEqual(['us'])
  })

  test('is not remembered while an earlier location, which may have it too, cannot be read', async () => {
    const locations = locationsOf(names)
    expect(await locations.find(key, undefined, reader({ us: broken, eu: 'in eu' }))).toBe('in eu')
    expect(await locations.find(key, undefined, reader({ us: 'in us', eu: 'in eu' }))).toBe('in us')
  })

  test('is not remembered from a lookup that named its location', async () => {
    const locations = locationsOf(names)
    await locations.find(key, 'ap', reader({ ap: 'in ap' }))
    const read = reader({ us: 'in us', ap: 'in ap' })
    expect(await locations.find(key, undefined, read)).toBe('in us')
  })

  test('is an error while the location it was found in cannot be read', async () => {
    const locations = locationsOf(names)
    await locations.find(key, undefined, reader({ ap: 'in ap' }))
    await expect(locations.find(key, undefined, reader({ ap: broken }))).rejects.toBe(broken)
  })
})

describe('a request', () => {
  test('shares with all others where keys were found', async () => {
    const locations = locationsOf(names)
    await locations.forRequest().find(['group', 'web'], undefined, reader({ ap: 'in ap' }))
    const read = reader({ us: 'in us', ap: 'in ap' })
    expect(await locations.forRequest().find(['group', 'web'], undefined, read)).toBe('in ap')
  })

  test('searches once for two concurrent lookups of a key, and reads the second where the first was found', async () => {
    const reads = [reader({ eu: 'one' }), reader({ eu: 'two' })]
    for (const remember of [true, false]) {
      const request = locationsOf(names, remember).forRequest()
      for (const read of reads) read.mockClear()
      const results = reads.map((read) => request.find(['application', 'flags'], undefined, read))
      expect(await Promise.all(results)).toEqual(['one', 'two'])
      expect(reads.map(locationsRead)).toEqual([names, ['eu']])
    }
  })

  test('searches again for the second lookup where the first found nothing or failed', async () => {
    const firsts: Record<string, Error>[] = [{}, { us: broken, eu: broken, ap: broken }]
    for (const first of firsts) {
      const request = locationsOf(names).forRequest()
      const second = reader({ ap: 'in ap' })
      const [, result] = await Promise.allSettled(
        [reader(first), second].map((read) => request.find(['application', 'flags'], undefined, read)),
      )
      expect(result).toEqual({ status: 'fulfilled', value: 'in ap' })
      expect(locationsRead(second)).toEqual(names)
    }
  })

  test('is refused after 5,000 lookups, before it makes another', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `location-${index}`)
    const locations = locationsOf(many)
    const request = locations.forRequest()
    const find = (index: number, read = reader({})) => request.find(['deployment', String(index)], undefined, read)
    for (let index = 0; index < 50; index++) expect(await find(index)).toBeUndefined()
    const read = reader({})
    await expect(find(50, read)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'This request looks for too much in every location, 5000 look-ups at most: ask by id, or name the location.',
    })
    expect(read).not.toHaveBeenCalled()
    expect(await request.find(['deployment', '50'], 'location-7', reader({ 'location-7': 'named' }))).toBe('named')
    expect(await locations.forRequest().find(['deployment', '50'], undefined, reader({ 'location-9': 'x' }))).toBe('x')
  })

  test('counts a repeated lookup once, and each of several with the same key', async () => {
    const request = locationsOf(Array.from({ length: 100 }, (_, index) => `location-${index}`)).forRequest()
    const find = (part: number) => request.find(['application', 'flags'], undefined, reader({}), [String(part)])
    for (let index = 0; index < 100; index++) expect(await find(index % 50)).toBeUndefined()
    for (const _ of [1, 2]) await expect(find(50)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await find(49)).toBeUndefined()
  })
})
