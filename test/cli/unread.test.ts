import type { Fault } from '../../src/emulator/faults.ts'
import { SERVICES } from '../../src/services.ts'
import { NOW, useGateway } from '../support/gateway.ts'
import { run } from './terminals.ts'

const gateway = useGateway({ gatewayClock: () => NOW, world: () => ({}), cache: false })
afterEach(() => void gateway.faults.splice(0))

const DENIED: Fault = { error: { name: 'AccessDeniedException', message: 'no' } }
const DENIED_SOMEWHERE: Fault = { ...DENIED, service: 'codedeploy', region: 'eu-west-1' }

/** The answer of a command while AWS denies calls. */
const denied = (fault: Fault, ...args: string[]) => {
  gateway.faults.push(fault)
  return run(...args, '--url', gateway.url)
}

const COMMANDS = [
  ['now', 'Nothing is rolling out', SERVICES.map(({ activity }) => activity.service)],
  ['waiting', 'Nobody has to act', ['CODEDEPLOY']],
  ['runs', 'No deployment was found', ['APPCONFIG', 'CODEDEPLOY']],
  ['stats', 'No deployment was found', ['CODEDEPLOY']],
] as const

describe.each(COMMANDS)('deploygraph %s', (command, sentence, services) => {
  test.each([[], ['--json']])('has no answer and exits with 1 where everything is denied: %p', async (...flags) => {
    const { code, stdout, stderr } = await denied(DENIED, command, ...flags)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const lines = stderr.trimEnd().split('\n')
    expect(lines.pop()).toBe('deploygraph: no source could be read completely')
    const sources = lines.map((line) =>
      /^deploygraph: not read: (\w+) in (\S+): AWS_ACCESS_DENIED: /.exec(line)?.slice(1),
    )
    const everywhere = services.flatMap((service) => ['eu-west-1', 'us-east-1'].map((location) => [service, location]))
    expect(sources.sort()).toEqual(everywhere.sort())
  })

  test('exits with 1 where the one location that was asked for is denied', async () => {
    const fault = { ...DENIED, region: 'eu-west-1' }
    const { code, stdout } = await denied(fault, command, '--location', 'eu-west-1')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  test('says that a part was not seen, and gives no hint, where a source is denied', async () => {
    const { code, stdout, stderr } = await denied(DENIED_SOMEWHERE, command)
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${sentence}, as far as we can see.\n` })
    expect(stderr).toMatch(/^deploygraph: not read: CODEDEPLOY in eu-west-1: AWS_ACCESS_DENIED: .*\n$/)
  })

  test('has the rest as JSON where a source is denied', async () => {
    const { code, stdout, stderr } = await denied(DENIED_SOMEWHERE, command, '--json')
    expect(code).toBe(0)
    if (command === 'stats') expect(JSON.parse(stdout)).toMatchObject({ deployments: 0, isComplete: false })
    else expect(stdout).toBe('')
    expect(stderr).toMatch(/^deploygraph: not read: CODEDEPLOY in eu-west-1: .*\n$/)
  })
})
