import { parse, validate } from 'graphql'
import { NOW_DOCUMENT } from '../../src/cli/commands/now.ts'
import { RUNS_DOCUMENT, RUNS_OF_DOCUMENT } from '../../src/cli/commands/runs.ts'
import { STATS_DOCUMENT } from '../../src/cli/commands/stats.ts'
import { WAITING_DOCUMENT } from '../../src/cli/commands/waiting.ts'
import { WATCH_DOCUMENTS } from '../../src/cli/commands/watch.ts'
import { WHY_DOCUMENTS } from '../../src/cli/commands/why.ts'
import { createSchema } from '../../src/schema.ts'
import { NOW, PATIENT, useGateway } from '../support/gateway.ts'
import { run, runOn } from './terminals.ts'

const gateway = useGateway({ ...PATIENT, gatewayClock: () => NOW })
const url = () => ['--url', gateway.url]
const schema = createSchema()

test.each(
  Object.entries({
    now: NOW_DOCUMENT,
    waiting: WAITING_DOCUMENT,
    runs: RUNS_DOCUMENT,
    'runs of an application': RUNS_OF_DOCUMENT,
    stats: STATS_DOCUMENT,
    ...Object.fromEntries(Object.entries(WHY_DOCUMENTS).map(([kind, document]) => [`why ${kind}`, document])),
    ...Object.fromEntries(Object.entries(WATCH_DOCUMENTS).map(([kind, document]) => [`watch ${kind}`, document])),
  }),
)('the document of %s fits the schema', (_, document) => {
  expect(validate(schema, parse(document))).toEqual([])
})

describe('deploygraph now', () => {
  test('is a table of what runs and waits, without escape sequences where nothing shows them', async () => {
    const { code, stdout, stderr } = await run('now', ...url())
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const [head, ...rows] = stdout.trimEnd().split('\n')
    expect(head).toMatch(/^STATE +WHAT +PROGRESS +STARTED +ENDS +WHERE +ID +WHY$/)
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.every((row) => /^(PENDING|IN_PROGRESS|WAITING|ROLLING_BACK|SUCCEEDED) /.test(row))).toBe(true)
    expect(stdout).toMatch(/\bd-[A-Z\d]{9}\b/)
    expect(stdout).not.toContain('\u001b')
  })

  test('has colours on a terminal that shows them', async () => {
    const { stdout } = await runOn({ colours: true }, ['now', ...url()])
    expect(stdout).toContain('\u001b[36mIN_PROGRESS\u001b[0m')
  })

  test.each([200, 120, 80, 60, 40])('fits a terminal of %d columns', async (columns) => {
    const { stdout } = await runOn({ columns: () => columns }, ['now', ...url()])
    expect(stdout.split('\n').filter((line) => [...line].length > columns)).toEqual([])
  })

  test('is one JSON object a line with --json', async () => {
    const { stdout } = await run('now', '--json', ...url())
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.every(({ title, phase }) => typeof title === 'string' && typeof phase === 'string')).toBe(true)
  })

  test('asks one location alone with --location', async () => {
    const { stdout } = await run('now', '--json', '--location', 'eu-west-1', ...url())
    const names = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).location.name)
    expect(new Set(names)).toEqual(new Set(['eu-west-1']))
  })

  test('names a location that does not exist as a mistake', async () => {
    await expect(run('now', '--location', 'nowhere', ...url())).rejects.toThrow(/nowhere/)
  })
})

describe('deploygraph waiting', () => {
  test('says by when somebody has to act', async () => {
    const { code, stdout } = await run('waiting', ...url())
    expect(code).toBe(0)
    expect(stdout).toMatch(/storefront → production.*STOPPED in \d+/)
  })
})

describe('deploygraph why', () => {
  test('says why a deployment failed, on how many targets, and what the script printed', async () => {
    const { code, stdout, stderr } = await run('why', 'd-M1528KX2M', ...url())
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^checkout-api → production {2}FAILED$/m)
    expect(stdout).toMatch(/^why {7}10 of 120 targets timed out in AfterInstall/m)
    expect(stdout).toMatch(/^10 × AfterInstall · scripts\/warm_cache\.sh · /m)
    expect(stdout).toMatch(/^ {2}\| Script - scripts\/warm_cache\.sh/m)
    expect(stdout).toMatch(/^console {3}https:/m)
  })

  test('says which event a deployment is in, and how much traffic is on the new version', async () => {
    const { stdout } = await run('why', 'd-93K3NPP8O', ...url())
    expect(stdout).toMatch(/^progress {2}████░░░░░░ 37 % {2}AllowTraffic\ntraffic {3}10 %$/m)
  })

  test('answers for a deployment of AppConfig by its three ids', async () => {
    const { stdout } = await run('why', '26dsmkn/oxxipps/566', ...url())
    expect(stdout).toMatch(/ROLLED_BACK$/m)
    expect(stdout).toMatch(/ROLLBACK_STARTED/)
  })

  test('answers for every id that now shows', async () => {
    const { stdout } = await run('now', '--json', ...url())
    const all = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    for (const one of all) {
      const id =
        one.deploymentId ??
        one.lifecycleExecutionId ??
        `${one.applicationId}/${one.environmentId}/${one.deploymentNumber}`
      expect((await run('why', id, '--json', ...url())).stdout).toContain(JSON.stringify(one.title))
    }
  })

  test.each(['d-000000000', 'lce-00000000-0000-0000-0000-000000000000', 'aaaaaaa/bbbbbbb/1'])(
    'names %s as unknown',
    async (id) => {
      await expect(run('why', id, ...url())).rejects.toMatchObject({ message: expect.stringContaining(id) })
    },
  )

  test('says what an id looks like', async () => {
    await expect(run('why', 'checkout', ...url())).rejects.toThrow(
      'expected the id of a deployment (d-…), of a lifecycle execution (lce-…), or application/environment/number of an AppConfig deployment, found "checkout"',
    )
  })
})

describe('deploygraph runs', () => {
  test('says which version runs where, of AppConfig too', async () => {
    const { code, stdout } = await run('runs', ...url())
    expect(code).toBe(0)
    expect(stdout).toMatch(/^checkout-api → production +us-east-1 +checkout-api-\d+\.zip/m)
    expect(stdout).toMatch(/^checkout-flags → production /m)
  })

  test('is limited to an application', async () => {
    const { stdout } = await run('runs', 'checkout-api', '--json', ...url())
    const names = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).applicationName)
    expect(new Set(names)).toEqual(new Set(['checkout-api']))
  })
})

describe('deploygraph stats', () => {
  test('has the figures of the cookbook', async () => {
    const { code, stdout } = await run('stats', '--within', '7d', ...url())
    expect(code).toBe(0)
    expect(stdout).toMatch(/^changes +252 since 2026-11-14, /m)
    expect(stdout).toMatch(/^recovery +half within /m)
    expect(stdout).toMatch(/^GROUP +WHERE +CHANGES +FAILED +TAKES$/m)
  })

  test.each(['', '7', '7w', '-1d', '0d'])('names %j as no duration', async (within) => {
    await expect(run('stats', `--within=${within}`, ...url())).rejects.toThrow(/^--within: expected a duration/)
  })
})
