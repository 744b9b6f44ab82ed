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
  const failedTarget: DeploymentTarget = {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      ...{ targetId: 'i-1', status: 'Failed' },
      lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'Failed', diagnostics: { ...diagnostics[1] } }],
    },
  }
  const info = { deploymentId: 'd-000000001', status: 'Failed', completeTime: new Date(NOW - 3_600_000) } as const
  const world: World = () => ({
    codedeploy: {
      deployments: [
        deploymentOf({ ...info, computePlatform: 'Server' }, [target]),
        deploymentOf({ ...info, deploymentId: 'd-000000002', computePlatform: 'Server' }, [failedTarget]),
      ],
    },
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

  const ANSWERS: Record<string, [selection: string, path: (string | number)[], shown: object, hidden: object]> = {
    'of a failed event': [
      'targets { nodes { ... on DeploymentTarget { failedEvent { name diagnostics { message logTail } } } } }',
      ['targets', 'nodes', 0, 'failedEvent', 'diagnostics'],
      { message: 'check.sh failed with exit code 1', logTail: 'no disk' },
      { message: null, logTail: null },
    ],
    'of a failure summary': [
      'failureSummary { headline groups { scriptName message logTail } }',
      ['failureSummary', 'groups', 0],
      { scriptName: 'check.sh', message: 'check.sh failed with exit code 1', logTail: 'no disk' },
      { scriptName: 'check.sh', message: null, logTail: null },
    ],
    'of a target in a failure summary': [
      'failureSummary { groups { targets { ... on DeploymentTarget { failedEvent { diagnostics { message logTail } } } } } }',
      ['failureSummary', 'groups', 0, 'targets', 0, 'failedEvent', 'diagnostics'],
      { message: 'check.sh failed with exit code 1', logTail: 'no disk' },
      { message: null, logTail: null },
    ],
  }

  test.each(Object.entries(ANSWERS))(
    '%s needs the scope, however it was read before',
    async (_, [selection, path, shown, hidden]) => {
      const gateway = await start()
      const query = `{ codeDeployDeployment(deploymentId: "d-000000002") { reason ${selection} } }`
      const valueIn = ({ codeDeployDeployment }: Record<string, unknown>) =>
        path.reduce<unknown>((place, key) => (place as Record<string | number, unknown>)[key], codeDeployDeployment)
      for (const [caller, expected] of [
        ['noLogs', hidden],
        ['all', shown],
        ['noLogs', hidden],
      ] as const) {
        const { data, errors = [] } = await gateway.query(query, {}, as(caller))
        expect([caller, valueIn(data)]).toEqual([caller, expected])
        expect(JSON.stringify(data).includes('no disk')).toBe(caller === 'all')
        expect(errors.map((error) => [error.path, error.extensions.code])).toEqual(
          caller === 'all'
            ? []
            : ['message', 'logTail'].map((field) => [['codeDeployDeployment', ...path, field], 'FORBIDDEN']),
        )
      }
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

  const UNREADABLE = {
    'a target': `{ deploymentTargets(deploymentId: "d-000000001", targetIds: ["i-1", "i-missing"]) { ... on InstanceTarget { ${events} } } }`,
    'a node': `{ nodes(ids: ["${id('InstanceTarget', 'us-east-1', 'd-000000001', 'i-1')}", "no id"]) { ... on InstanceTarget { ${events} } } }`,
    'an entity': `{ _entities(representations: [{ __typename: "InstanceTarget" }, { __typename: "InstanceTarget", deploymentId: "d-000000001", targetId: "i-missing" }]) { ... on InstanceTarget { ${events} } } }`,
  }

  // An error that nobody handles would end the process, and fails the test.
  test.each(Object.entries(UNREADABLE))(
    'without the scope, %s that cannot be read is an error of its own',
    async (_, query) => {
      const gateway = await start()
      const answers = []
      for (const _execution of ['by graphql-js', 'compiled', 'compiled again'])
        answers.push(await gateway.query(query, {}, as('noLogs')))
      const [first] = answers
      expect(first?.errors?.length).toBeGreaterThan(0)
      for (const { data, errors } of answers) {
        expect(data).toEqual(first?.data)
        expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual(
          first?.errors?.map(({ message, path }) => ({ message, path })),
        )
      }
    },
  )
})
