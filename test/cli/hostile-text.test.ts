import fc from 'fast-check'
import { clip, jsonLine, plain, plainLines, widthOf } from '../../src/cli/plain-text.ts'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, useGateway } from '../support/gateway.ts'
import { run } from './terminals.ts'

const HOSTILE = [
  'title \u001b]0;pwned\u0007',
  'clear \u001b[2J\u001b[H',
  'c1 \u009b31mred',
  'paste \u001b[200~rm -rf /\u001b[201~',
  'back\b\b\bspace, bell\u0007',
  'over\rwritten',
  'reversed \u202Etxt.exe\u2066',
  'dcs \u001bP$q\u001b\\ end',
]

const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

const AT = new Date(NOW - 60_000)
const world: World = () => ({
  codedeploy: {
    deployments: [
      deploymentOf(
        {
          ...{ deploymentId: 'd-HOSTILE01', applicationName: 'web', deploymentGroupName: 'production' },
          ...{ status: 'Failed', createTime: AT, startTime: AT, completeTime: AT, computePlatform: 'Server' },
          errorInformation: { code: 'SCRIPT_FAILED' as never, message: HOSTILE.join(' ') },
          deploymentOverview: { Failed: 1 },
        },
        [
          {
            deploymentTargetType: 'InstanceTarget',
            instanceTarget: {
              ...{ targetId: 'i-00000000000000001', status: 'Failed' },
              lifecycleEvents: [
                {
                  ...{ lifecycleEventName: 'Install', status: 'Failed', endTime: AT },
                  diagnostics: {
                    errorCode: 'ScriptFailed',
                    scriptName: 'a.sh',
                    message: HOSTILE[0],
                    logTail: HOSTILE.join('\n'),
                  },
                },
              ],
            },
          },
        ],
      ),
    ],
  },
})

const gateway = useGateway({ world, locations: ONE_LOCATION, gatewayClock: () => NOW })

describe('text from AWS', () => {
  test('reaches the terminal without anything that it would act upon', async () => {
    const { stdout } = await run('why', 'd-HOSTILE01', '--url', gateway.url)
    expect(stdout.split('\n').filter((line) => UNSAFE.test(line))).toEqual([])
    expect(stdout).toContain('  | clear ')
    expect(stdout).toContain('  | paste rm -rf /')
    expect(stdout).toContain('  | reversed txt.exe')
  })

  test('is whole in --json, written in characters that no terminal acts upon', async () => {
    const { stdout } = await run('why', 'd-HOSTILE01', '--json', '--url', gateway.url)
    expect(UNSAFE.test(stdout.trimEnd())).toBe(false)
    expect(JSON.parse(stdout).failureSummary.groups[0].logTail).toBe(HOSTILE.join('\n'))
  })

  const anyText = fc.string({ unit: 'binary' })

  test('is safe whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainLines(text).filter((line) => UNSAFE.test(line))).toEqual([])
        expect(plain(text)).not.toMatch(UNSAFE)
        expect(jsonLine(text)).not.toMatch(UNSAFE)
        expect(JSON.parse(jsonLine(text))).toBe(text)
      }),
    )
  })

  test('is cut to the columns that there are', () => {
    fc.assert(
      fc.property(anyText, fc.nat(30), (text, columns) => {
        expect(widthOf(clip(plain(text), columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
