import type { EndpointParameterInstructions } from '@smithy/types'
import { SDKS } from '../../../support/sdks.ts'

test.each([...SDKS])('the endpoint of %s is the same for every operation and input', (_, sdk) => {
  const commands = Object.entries(sdk).filter(([name]) => /^[A-Z]\w+Command$/.test(name))
  expect(commands.length).toBeGreaterThan(20)
  for (const [, command] of commands) {
    const { getEndpointParameterInstructions } = command as unknown as {
      getEndpointParameterInstructions(): EndpointParameterInstructions
    }
    for (const { type } of Object.values(getEndpointParameterInstructions())) expect(type).toBe('builtInParams')
  }
})
