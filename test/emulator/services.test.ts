import { expect, test } from '@jest/globals'
import { SERVICES } from '../../src/emulator/generated/services.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'

const NOW = Date.parse('2026-11-21T09:30:00.000Z')

test('each service is listed under the name that its calls are signed with', () => {
  expect(Object.entries(SERVICES).map(([name, { service }]) => [name, service.name])).toEqual(
    Object.keys(SERVICES).map((name) => [name, name]),
  )
})

test.each(DEMO_LOCATIONS)('the demo has resources of every listed service in $name', ({ region }) => {
  const world = demoWorld()(region, NOW)
  expect(Object.keys(world)).toEqual(Object.keys(SERVICES))
  for (const part of Object.values(world)) expect(part).toBeDefined()
})

test('the demo has no resources in other regions', () => {
  expect(demoWorld()('ap-southeast-2', NOW)).toEqual({})
})
