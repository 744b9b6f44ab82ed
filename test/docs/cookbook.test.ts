import { getNamedType, parse, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql'
import type { World } from '../../src/emulator/world.ts'
import { demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'
import { createSchema } from '../../src/schema.ts'
import { NOW, PATIENT, useGateways } from '../support/gateway.ts'
import { firstBlock, readPage, sectionsOf } from '../support/pages.ts'

const page = readPage('docs/cookbook.md')

interface Recipe {
  question: string
  query: string
  variables: Record<string, unknown>
  /** The source of each id that the page names: variable → the question. */
  sources: Map<string, number>
  /** The AWS calls that the page states: IAM action → how many. */
  calls: Record<string, number>
}

// The subscriptions after the questions are those of live-recipes.test.ts.
const recipes = sectionsOf(page.split(/^## Live$/m)[0] ?? '', '## \\d+\\. ').map(({ title, text: section }): Recipe => {
  const sources = [...section.matchAll(/^((?:`\w+`, )*`\w+`): \[question (\d+)\]/gm)]
  const [, stated = ''] = /^AWS calls: (.*)/ms.exec(section) ?? []
  return {
    question: title,
    query: firstBlock(section, 'graphql') ?? '',
    variables: JSON.parse(firstBlock(section, 'json') ?? '{}'),
    sources: new Map(
      sources.flatMap(([, names = '', question]) =>
        [...names.matchAll(/\w+/g)].map(([name]) => [name, Number(question)]),
      ),
    ),
    calls: Object.fromEntries(
      [...stated.matchAll(/`(\w+:\w+)` (\d+)/g)].map(([, action, count]) => [action, Number(count)]),
    ),
  }
})

// A part of the answer to each question, in the order of the questions.
const answers: RegExp[] = [
  /"service":"CODEDEPLOY".*"service":"APPCONFIG".*"phase":"WAITING".*"hasNextPage":false.*"problems":\[\]/,
  /"rawStatus":"InProgress".*"percentComplete":\d.*"inProgress":[1-9]/,
  /"lifecycleEvents":\[.*"status":"SUCCEEDED".*"status":"IN_PROGRESS".*"status":"PENDING"/,
  /"reason":"6 of 40 targets failed.*"code":"HEALTH_CONSTRAINTS".*"rawStatus":"Stopped".*"code":"MANUAL_STOP"/,
  /"headline":"10 of 120 targets timed out in AfterInstall \(scripts\/warm_cache\.sh\); 8 failed.*"inspectedTargets":18,"groups":\[\{"count":10,/,
  /"status":"FAILED","durationMs":60000.*"logTail":"Script - scripts\/warm_cache\.sh/,
  /"totalCount":18,"targetIds":\["i-\w+"(,"i-\w+"){17}\]/,
  /"rollbackDeployment":\{"deploymentId":"d-\w+","rawStatus":"Succeeded".*"failed":0,/,
  /"nodes":\[\{"title":"storefront → production".*"reason":"[^"]+"/,
  /"creator":"codeDeployRollback".*"triggeringDeployment":\{"deploymentId":"d-M1528KX2M","rawStatus":"Failed"/,
  /"latestSuccessfulDeployment":\{"deploymentId":"d-\w+".*"label":"checkout-api-\d+\.zip/,
  /"kind":"APP_SPEC","summary":"invoices:8023 → invoices:8024".*"path":"Resources\.TargetService\.Properties\.TaskDefinition"/,
  /"reason":"Stopped by alarm ([\w-]+)[.:;].*"alarms":\[\{"name":"\1"\}/,
  /"nodes":\[\{"deploymentId":"d-M1528KX2M","rawStatus":"Failed".*"rawStatus":"Succeeded".*-8052\.zip/,
  /"label":"BLUE","status":"PRIMARY","trafficWeight":100,.*"label":"GREEN","status":"ACTIVE","trafficWeight":0,/,
  /"startedAt":"2026-11-21.*"startedAt":"2026-11-20T0[0-8]:/,
  /"eventType":"ROLLBACK_STARTED","triggeredBy":"CLOUDWATCH_ALARM".*alarm:([\w-]+)".*"alarmArn":"[^"]*alarm:\1"/,
  /"title":"containers".*"action":\{"name":"DELETE","reason":"The \w+ filter of the policy[^}]*\},"state":\{"status":"SUCCESS"/,
  /"us":.*"label":"storefront:8803".*"eu":.*"label":"storefront:8802"/,
  /"locations":\[\{"name":"us-east-1".*\{"name":"eu-west-1".*"problems":\[\]/,
  /"reason":"Rolled back by a user\.".*"reason":"6 of 40 targets failed, more than .*"reason":"Stopped by alarm /,
  /"trafficPercent":10,"currentEvent":"AllowTraffic".*"basis":"SCHEDULE".*"basis":"HISTORY"/,
  /"waiting":\{"kind":"TRAFFIC_REROUTE","since":"[^"]+","deadline":"[^"]+","phaseAtDeadline":"STOPPED"\}/,
  /"current":\{"deploymentId":"d-\w+","revision":\{"label":".*"configurationStates":.*"configurationVersion":"\d+"/,
  /"title":"checkout-api → production","phase":"FAILED"/,
  /"deployments":252,.*"changeFailureRate":0\.2.*"byGroup":\[\{/,
  /"title":"[^"]+","phase":"\w+","reason":.*"createdAt":"2026-11-21T09:.*"problems":\[\]/,
  /"applicationId":"26dsmkn","location":\{"name":"us-east-1"\},"environments":\{"nodes":\[.*"environmentId":"oxxipps","state":/,
]

const { start } = useGateways(PATIENT)

test('the page has twenty-eight questions, and its index links to each heading once', () => {
  const anchors = recipes.map(({ question }, index) =>
    `#${index + 1}-${question}`
      .toLowerCase()
      .replace(/[^#\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )
  const index = page.split('\n').filter((line) => line.startsWith('| '))
  expect(recipes).toHaveLength(28)
  expect(recipes.filter(({ question }) => !question.endsWith('?'))).toEqual([])
  expect([...index.join('').matchAll(/\((#[^)]*)\)/g)].map(([, anchor]) => anchor).sort()).toEqual(anchors.sort())
})

/** The services whose calls the page states. A new one is left out of the demo until the page mentions it. */
const described = new Set(recipes.flatMap(({ calls }) => Object.keys(calls).map((action) => action.split(':', 1)[0])))
const demo = demoWorld()
const world: World = (region, now) => {
  const parts = Object.entries(Object.getOwnPropertyDescriptors(demo(region, now)))
  return Object.defineProperties({}, Object.fromEntries(parts.filter(([service]) => described.has(service))))
}

// A new gateway for each, which remembers nothing, as the page states.
test.each(recipes.map((recipe, index) => ({ ...recipe, answer: answers[index] as RegExp })))(
  'the demo answers "$question" with the AWS calls that the page states',
  async ({ query, variables, calls, answer }) => {
    const gateway = await start({ world })
    const { data, errors } = await gateway.query(query, variables)
    const made: Record<string, number> = {}
    for (const { service, operation } of gateway.emulator.calls) {
      if (!described.has(service)) continue
      const action = `${service}:${operation}`
      made[action] = (made[action] ?? 0) + 1
    }
    expect({ errors, made }).toEqual({ errors: undefined, made: calls })
    expect(JSON.stringify(data)).toMatch(answer)
  },
)

describe('a query of the page', () => {
  const schema = createSchema()
  const documents = recipes.map(({ question, query }) => ({ question, document: parse(query) }))

  test.each(documents)('has the pageInfo of its lists: $question', ({ document }) => {
    expect(validate(schema, document)).toEqual([])
    const types = new TypeInfo(schema)
    const withoutPageInfo: string[] = []
    visit(
      document,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const type = types.getType()
          if (!type || !getNamedType(type).name.endsWith('Connection')) return
          const below = node.selectionSet?.selections.map((one) => ('name' in one ? one.name?.value : undefined)) ?? []
          const isList = below.some((name) => ['nodes', 'edges', 'targetIds'].includes(name ?? ''))
          if (isList && !below.includes('pageInfo')) withoutPageInfo.push(node.name.value)
        },
      }),
    )
    expect(withoutPageInfo).toEqual([])
  })

  test.each(recipes)('comes with the source of every id in its variables: $question', ({ variables, sources }) => {
    const ids = Object.keys(variables).filter((name) => /id$|ids$|^(number|before)$/i.test(name))
    expect(ids.filter((name) => !sources.has(name))).toEqual([])
  })

  // The demo's ids change over the weeks: they are read with the queries that the page names as their source.
  test('finds something weeks later, with ids from the queries that the page names', async () => {
    const later = NOW + 23 * 86_400_000 + 5_000_000
    const gateway = await start({ clock: () => later, gatewayClock: () => later })
    const FIELDS: Record<string, string> = {
      application: 'applicationName',
      group: 'deploymentGroupName',
      before: 'createdAt',
      number: 'deploymentNumber',
    }
    const answer = async (index: number): Promise<unknown> => {
      const { query = '', variables = {}, sources } = recipes[index - 1] ?? {}
      const ids: Record<string, unknown> = {}
      for (const [name, question] of sources ?? []) ids[name] = firstOf(FIELDS[name] ?? name, await answer(question))
      // Moments are as long ago as they were.
      const shifted = Object.entries(variables).map(([name, value]) => [
        name,
        ['since', 'moment'].includes(name) ? new Date(Date.parse(String(value)) + later - NOW).toISOString() : value,
      ])
      const { data, errors } = await gateway.query(query, { ...Object.fromEntries(shifted), ...ids })
      expect(errors).toBeUndefined()
      for (const [field, value] of Object.entries(data)) expect([index, field, value]).not.toEqual([index, field, null])
      return data
    }
    for (const index of recipes.keys()) await answer(index + 1)
  }, 600_000)
})

/** The first value of that name in an answer that is not null, such as an id; a location by its name. */
function firstOf(name: string, answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return undefined
  const own = (answer as Record<string, unknown>)[name]
  if (own != null) return name === 'location' ? (own as { name: string }).name : own
  for (const below of Object.values(answer)) {
    const value = firstOf(name, below)
    if (value !== undefined) return value
  }
  return undefined
}
