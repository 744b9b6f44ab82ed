import { expect, test } from '@jest/globals'
import { SERVICES } from '../../src/emulator/services.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'

const NOW = Date.parse('2026-11-21T09:30:00.000Z')

test('each service answers the calls that are signed with its name in the list of services', () => {
  expect(Object.entries(SERVICES).map(([name, { service }]) => [name, service.name])).toEqual(
    Object.keys(SERVICES).map((name) => [name, name]),
  )
})

test.each(DEMO_LOCATIONS)('the demo has something of every service of the list in $name', ({ region }) => {
  const world = demoWorld()(region, NOW)
  expect(Object.keys(world)).toEqual(Object.keys(SERVICES))
  for (const part of Object.values(world)) expect(part).toBeDefined()
})

test('the demo has nothing in other regions', () => {
  expect(demoWorld()('ap-southeast-2', NOW)).toEqual({})
})
