import { jest } from '@jest/globals'
import { Locations } from '../../src/aws/locations.ts'
import { GatewayError } from '../../src/errors.ts'

const names = ['us', 'eu', 'ap']
const of = (locations: string[], remember = true) =>
  new Locations(
    locations.map((name) => ({ name, region: `${name}-1` })),
    remember,
  )
const denied = new GatewayError('AWS_ACCESS_DENIED', 'no')
const broken = new GatewayError('AWS_UNAVAILABLE', 'down')

/** Reads what each location has; a location without an entry does not know the key. */
const knowing = (answers: Record<string, string | Error>) =>
  jest.fn(async (location: string) => {
    const answer = answers[location]
    if (answer instanceof Error) throw answer
    return answer
  })
const asked = (read: ReturnType<typeof knowing>) => read.mock.calls.map(([location]) => location)

describe('locations', () => {
  test('cover the named one, or all in the order of the configuration', () => {
    expect(of(names).covering('eu')).toEqual([{ name: 'eu', region: 'eu-1' }])
    for (const name of [undefined, null])
      expect(
        of(names)
          .covering(name)
          .map(({ name }) => name),
      ).toEqual(names)
  })

  test.each(['', 'EU', 'mars'])('refuse the unknown name %j and list the known ones', (name) => {
    const message = `Unknown location "${name}": expected one of "us", "eu", "ap".`
    for (const use of [() => of(names).named(name), () => of(names).covering(name)]) {
      expect(use).toThrow(message)
      expect(use).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
    }
  })
})

describe('finding a thing by a key that does not say where it lives', () => {
  const key = ['group', 'shop', 'web']

  test('asks only the location that is named, and believes its answer', async () => {
    const read = knowing({ us: 'in us', eu: 'in eu' })
    const locations = of(names)
    expect(await locations.find(key, 'eu', read)).toBe('in eu')
    expect(await locations.find(key, 'ap', read)).toBeUndefined()
    expect(asked(read)).toEqual(['eu', 'ap'])
  })

  test('refuses an unknown name before anybody is asked', async () => {
    const read = knowing({})
    await expect(of(names).find(key, 'mars', read)).rejects.toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
    expect(read).not.toHaveBeenCalled()
  })

  test('asks the only location there is', async () => {
    const read = knowing({ us: 'in us' })
    expect(await of(['us']).find(key, null, read)).toBe('in us')
    expect(await of(['us']).find(key, null, knowing({}))).toBeUndefined()
    expect(asked(read)).toEqual(['us'])
  })

  test('asks all locations at once', async () => {
    const started: string[] = []
    const found = of(names).find(key, undefined, async (location) => {
      started.push(location)
      await new Promise(setImmediate)
      return location === 'ap' ? started.length : undefined
    })
    expect(started).toEqual(names)
    expect(await found).toBe(3)
  })

  test('takes the first in the order of the configuration, however late it answers', async () => {
    const slow = async (location: string) => {
      if (location === 'us') await new Promise(setImmediate)
      return location
    }
    expect(await of(names).find(key, undefined, slow)).toBe('us')
  })

  test('does not wait for those behind the one that has it', async () => {
    const endless = (location: string) => (location === 'us' ? Promise.resolve('in us') : new Promise<never>(() => {}))
    expect(await of(names).find(key, undefined, endless)).toBe('in us')
  })

  test('gives undefined when nobody has it', async () => {
    const read = knowing({})
    expect(await of(names).find(key, undefined, read)).toBeUndefined()
    expect(asked(read)).toEqual(names)
  })

  test('forgives a location that fails when another has it, whichever comes first', async () => {
    expect(await of(names).find(key, undefined, knowing({ us: denied, eu: 'in eu' }))).toBe('in eu')
    expect(await of(names).find(key, undefined, knowing({ us: 'in us', eu: denied, ap: broken }))).toBe('in us')
  })

  test('fails as the first that failed when nobody has it', async () => {
    await expect(of(names).find(key, undefined, knowing({ eu: denied, ap: broken }))).rejects.toBe(denied)
  })
})

describe('a thing that was found', () => {
  const key = ['group', 'shop', 'web']

  test('is asked for where it was found, and nowhere else', async () => {
    const locations = of(names)
    await locations.find(key, undefined, knowing({ ap: 'in ap' }))
    const again = knowing({ us: 'in us', ap: 'still in ap' })
    expect(await locations.find(key, undefined, again)).toBe('still in ap')
    expect(asked(again)).toEqual(['ap'])
  })

  test('is looked for everywhere each time when nothing is to be remembered', async () => {
    const locations = of(names, false)
    for (const read of [knowing({ eu: 'in eu' }), knowing({ eu: 'in eu' })]) {
      expect(await locations.find(key, undefined, read)).toBe('in eu')
      expect(asked(read)).toEqual(names)
    }
  })

  test('does not say where things with other keys are', async () => {
    const locations = of(names)
    await locations.find(key, undefined, knowing({ ap: 'in ap' }))
    const other = knowing({ us: 'in us' })
    expect(await locations.find(['group', 'shop'], undefined, other)).toBe('in us')
    expect(asked(other)).toEqual(names)
  })

  test('is looked for everywhere again when it is gone, and remembered where it is now', async () => {
    const locations = of(names)
    await locations.find(key, undefined, knowing({ ap: 'in ap' }))
    const moved = knowing({ us: 'in us' })
    expect(await locations.find(key, undefined, moved)).toBe('in us')
    const again = knowing({ us: 'in us' })
    await locations.find(key, undefined, again)
    expect(asked(again)).toEqual(['us'])
  })

  test('is not remembered while a location before it could not be asked, which may have it too', async () => {
    const locations = of(names)
    expect(await locations.find(key, undefined, knowing({ us: broken, eu: 'in eu' }))).toBe('in eu')
    expect(await locations.find(key, undefined, knowing({ us: 'in us', eu: 'in eu' }))).toBe('in us')
  })

  test('is not remembered from a lookup that named its location', async () => {
    const locations = of(names)
    await locations.find(key, 'ap', knowing({ ap: 'in ap' }))
    const read = knowing({ us: 'in us', ap: 'in ap' })
    expect(await locations.find(key, undefined, read)).toBe('in us')
  })

  test('is an error while the location it was found in cannot be asked', async () => {
    const locations = of(names)
    await locations.find(key, undefined, knowing({ ap: 'in ap' }))
    await expect(locations.find(key, undefined, knowing({ ap: broken }))).rejects.toBe(broken)
  })
})

describe('a request', () => {
  test('remembers with all others where things are', async () => {
    const locations = of(names)
    await locations.forRequest().find(['group', 'web'], undefined, knowing({ ap: 'in ap' }))
    const read = knowing({ us: 'in us', ap: 'in ap' })
    expect(await locations.forRequest().find(['group', 'web'], undefined, read)).toBe('in ap')
  })

  test('does not look for the same key twice at once: what comes second is read where the first is found', async () => {
    const reads = [knowing({ eu: 'one' }), knowing({ eu: 'two' })]
    for (const remember of [true, false]) {
      const request = of(names, remember).forRequest()
      for (const read of reads) read.mockClear()
      const found = reads.map((read) => request.find(['application', 'flags'], undefined, read))
      expect(await Promise.all(found)).toEqual(['one', 'two'])
      expect(reads.map(asked)).toEqual([names, ['eu']])
    }
  })

  test('looks for the second itself when the first is nowhere or cannot be looked for', async () => {
    const firsts: Record<string, Error>[] = [{}, { us: broken, eu: broken, ap: broken }]
    for (const first of firsts) {
      const request = of(names).forRequest()
      const second = knowing({ ap: 'in ap' })
      const [, found] = await Promise.allSettled(
        [knowing(first), second].map((read) => request.find(['application', 'flags'], undefined, read)),
      )
      expect(found).toEqual({ status: 'fulfilled', value: 'in ap' })
      expect(asked(second)).toEqual(names)
    }
  })

  test('may look 5,000 times, and is refused before it looks once more', async () => {
    const many = Array.from({ length: 100 }, (_, index) => `location-${index}`)
    const locations = of(many)
    const request = locations.forRequest()
    const find = (index: number, read = knowing({})) => request.find(['deployment', String(index)], undefined, read)
    for (let index = 0; index < 50; index++) expect(await find(index)).toBeUndefined()
    const read = knowing({})
    await expect(find(50, read)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message:
        'This request looks for too much in every location, 5000 look-ups at most: ask by id, or name the location.',
    })
    expect(read).not.toHaveBeenCalled()
    expect(await request.find(['deployment', '50'], 'location-7', knowing({ 'location-7': 'named' }))).toBe('named')
    expect(await locations.forRequest().find(['deployment', '50'], undefined, knowing({ 'location-9': 'x' }))).toBe('x')
  })

  test('counts a thing once however often it is looked for, and each of several with the same key', async () => {
    const request = of(Array.from({ length: 100 }, (_, index) => `location-${index}`)).forRequest()
    const find = (part: number) => request.find(['application', 'flags'], undefined, knowing({}), [String(part)])
    for (let index = 0; index < 100; index++) expect(await find(index % 50)).toBeUndefined()
    for (const _ of [1, 2]) await expect(find(50)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await find(49)).toBeUndefined()
  })
})
