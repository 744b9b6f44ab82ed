import type { DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { id } from '../federation/company.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { as, CALLERS_AUTH } from './callers.ts'

describe('the log of a script', () => {
  const diagnostics = [
    { errorCode: 'Success', scriptName: 'start.sh', message: 'Succeeded', logTail: '' },
    {
      errorCode: 'ScriptFailed',
      scriptName: 'check.sh',
      message: 'check.sh failed with exit code 1',
      logTail: 'no disk',
    },
    { errorCode: 'UnknownError', scriptName: '', message: 'The bundle is not there.', logTail: '' },
  ] as const
  const lifecycleEvents = diagnostics.map((each, index) => ({
    lifecycleEventName: `Step${index}`,
    diagnostics: { ...each },
  }))
  const target: DeploymentTarget = {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: { targetId: 'i-1', status: 'Failed', lifecycleEvents },
  }
  const info = { deploymentId: 'd-000000001', status: 'Failed', completeTime: new Date(NOW - 3_600_000) } as const
  const world: World = () => ({
    codedeploy: { deployments: [deploymentOf({ ...info, computePlatform: 'Server' }, [target])] },
  })
  const { start } = useGateways({ world, locations: ONE_LOCATION, auth: CALLERS_AUTH, cache: true })

  const events = 'lifecycleEvents { name diagnostics { errorCode scriptName message logTail } }'
  const QUERIES: Record<string, [query: string, path: (string | number)[]]> = {
    'of a deployment': [
      `{ codeDeployDeployment(deploymentId: "d-000000001") { status targets { nodes { ... on InstanceTarget { ${events} } } } } }`,
      ['codeDeployDeployment', 'targets', 'nodes', 0],
    ],
    'of a node': [
      `{ node(id: "${id('InstanceTarget', 'us-east-1', 'd-000000001', 'i-1')}") { ... on InstanceTarget { ${events} } } }`,
      ['node'],
    ],
    'of an entity': [
      `{ _entities(representations: [{ __typename: "InstanceTarget", deploymentId: "d-000000001", targetId: "i-1" }]) { ... on InstanceTarget { ${events} } } }`,
      ['_entities', 0],
    ],
    'of the deprecated operations': [
      `{ deploymentInstance(deploymentId: "d-000000001", instanceId: "i-1") { ${events} } }`,
      ['deploymentInstance'],
    ],
  }
  const at = (data: unknown, path: (string | number)[]) =>
    path.reduce<unknown>((place, key) => (place as Record<string | number, unknown>)[key], data) as {
      lifecycleEvents: { diagnostics: unknown }[]
    }
  const diagnosticsIn = (data: unknown, path: (string | number)[]) =>
    at(data, path).lifecycleEvents.map((event) => event.diagnostics)
  const asAws = diagnostics.map((each) => ({
    ...each,
    errorCode: each.errorCode.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase(),
  }))

  test.each(Object.entries(QUERIES))('%s is readable with the scope logs:read', async (_, [query, path]) => {
    const gateway = await start()
    const { data, errors } = await gateway.query(query, {}, as('all'))
    expect(errors).toBeUndefined()
    expect(diagnosticsIn(data, path)).toEqual(asAws)
  })

  test.each(Object.entries(QUERIES))(
    '%s is null without the scope, with an error at its field, even where it is remembered',
    async (_, [query, path]) => {
      const gateway = await start()
      await gateway.query(query, {}, as('all'))
      gateway.calls()
      for (const execution of ['by graphql-js', 'compiled', 'compiled again']) {
        const { status, data, errors } = await gateway.query(query, {}, as('noLogs'))
        expect({ execution, status, shown: diagnosticsIn(data, path) }).toEqual({
          execution,
          status: 200,
          shown: [{ ...asAws[0], message: null }, { ...asAws[1], message: null, logTail: null }, asAws[2]],
        })
        const places = [
          [0, 'message'],
          [1, 'message'],
          [1, 'logTail'],
        ]
        expect(errors?.map((error) => ({ ...error, locations: undefined }))).toEqual(
          places.map(([event, field]) => ({
            message: 'Missing scope logs:read.',
            path: [...path, 'lifecycleEvents', event, 'diagnostics', field],
            extensions: { code: 'FORBIDDEN', retryable: false },
          })),
        )
      }
      // The next caller with the scope reads it again.
      expect(diagnosticsIn((await gateway.query(query, {}, as('all'))).data, path)).toEqual(asAws)
    },
  )

  test('is stored by no shared cache', async () => {
    const gateway = await start({ gatewayClock: () => NOW })
    const [query] = QUERIES['of a deployment'] ?? ['']
    for (const caller of ['all', 'all', 'noLogs'] as const) {
      const url = `${gateway.url}/graphql?${new URLSearchParams({ query })}`
      const { headers } = await fetch(url, { headers: { 'apollo-require-preflight': '1', ...as(caller) } })
      const cacheControl = caller === 'all' ? 'private, max-age=600' : 'no-store'
      expect([caller, headers.get('cache-control')]).toEqual([caller, cacheControl])
      if (caller === 'all')
        expect(headers.get('vary')).toBe(
          'Accept, Accept-Encoding, x-aws-receipt, authorization, x-api-key, x-router-authorization, cookie',
        )
    }
  })
})
