import { readFileSync } from 'node:fs'
import { startGateway } from '../support/gateway.ts'

const page = readFileSync(new URL('../../docs/cookbook.md', import.meta.url), 'utf8')

interface Recipe {
  question: string
  query: string
  variables: object
  /** The AWS calls that the page states: IAM action → how many. */
  calls: Record<string, number>
}

const recipes = page
  .split(/^## \d+\. /m)
  .slice(1)
  .map((section): Recipe => {
    const block = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(section)?.[1]
    const [, stated = ''] = /^AWS calls: (.*)/ms.exec(section) ?? []
    return {
      question: section.split('\n', 1)[0] ?? '',
      query: block('graphql') ?? '',
      variables: JSON.parse(block('json') ?? '{}'),
      calls: Object.fromEntries(
        [...stated.matchAll(/`(\w+:\w+)` (\d+)/g)].map(([, action, count]) => [action, Number(count)]),
      ),
    }
  })

// What each answer must hold to be one, in the order of the questions.
const answers: RegExp[] = [
  /"service":"CODEDEPLOY".*"service":"APPCONFIG".*"phase":"WAITING".*"hasNextPage":false.*"problems":\[\]/,
  /"rawStatus":"InProgress".*"percentComplete":\d.*"inProgress":[1-9]/,
  /"lifecycleEvents":\[.*"status":"SUCCEEDED".*"status":"IN_PROGRESS".*"status":"PENDING"/,
  /"code":"HEALTH_CONSTRAINTS".*"failed":6,.*"rawStatus":"Stopped".*"code":"MANUAL_STOP"/,
  /"failed":18,.*"errorCode":"SCRIPT_TIMED_OUT","scriptName":"scripts\/warm_cache\.sh"/,
  /"status":"FAILED","durationMs":60000.*"logTail":"Script - scripts\/warm_cache\.sh/,
  /"totalCount":18,"targetIds":\["i-\w+"(,"i-\w+"){17}\]/,
  /"rollbackDeployment":\{"deploymentId":"d-\w+","rawStatus":"Succeeded".*"failed":0,/,
  /"nodes":\[\{"title":"storefront → production".*"actionOnTimeout":"STOP_DEPLOYMENT"/,
  /"creator":"codeDeployRollback".*"triggeringDeployment":\{"deploymentId":"d-M1528KX2M","rawStatus":"Failed"/,
  /"latestSuccessfulDeployment":\{"deploymentId":"d-\w+".*"key":"checkout-api\//,
  /"revision":.*"key":"[^"]*-8053\.zip".*"previousRevision":.*"key":"[^"]*-8052\.zip"/,
  /"code":"ALARM_ACTIVE","message":"[^"]*<([\w-]+)>".*"alarms":\[\{"name":"\1"\}/,
  /"nodes":\[\{"deploymentId":"d-M1528KX2M","rawStatus":"Failed".*"rawStatus":"Succeeded".*-8052\.zip/,
  /"label":"BLUE","status":"PRIMARY","trafficWeight":100,.*"label":"GREEN","status":"ACTIVE","trafficWeight":0,/,
  /"startedAt":"2026-11-21.*"startedAt":"2026-11-20T0[0-8]:/,
  /"eventType":"ROLLBACK_STARTED","triggeredBy":"CLOUDWATCH_ALARM".*alarm:([\w-]+)".*"alarmArn":"[^"]*alarm:\1"/,
  /"title":"containers".*"action":\{"name":"DELETE","reason":"The \w+ filter of the policy[^}]*\},"state":\{"status":"SUCCESS"/,
  /"us":.*"key":"(checkout-api\/[^"]*)".*"eu":.*"key":"\1"/,
  /"locations":\[\{"name":"us-east-1".*\{"name":"eu-west-1".*"problems":\[\]/,
]

test('the page asks twenty questions, and its index leads to the heading of each once', () => {
  const anchors = recipes.map(({ question }, index) =>
    `#${index + 1}-${question}`
      .toLowerCase()
      .replace(/[^#\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )
  const index = page.split('\n').filter((line) => line.startsWith('| '))
  expect(recipes).toHaveLength(20)
  expect(recipes.filter(({ question }) => !question.endsWith('?'))).toEqual([])
  expect([...index.join('').matchAll(/\((#[^)]*)\)/g)].map(([, anchor]) => anchor).sort()).toEqual(anchors.sort())
})

// A gateway of its own for each: nobody asked it before, as the page says.
test.each(recipes.map((recipe, index) => ({ ...recipe, answer: answers[index] as RegExp })))(
  '$question is answered by the demo for the AWS calls that the page states',
  async ({ query, variables, calls, answer }) => {
    const { query: ask, emulator, stop } = await startGateway()
    const { data, errors } = await ask(query, variables).finally(stop)
    const made: Record<string, number> = {}
    for (const { service, operation } of emulator.calls) {
      const action = `${service}:${operation}`
      made[action] = (made[action] ?? 0) + 1
    }
    expect({ errors, made }).toEqual({ errors: undefined, made: calls })
    expect(JSON.stringify(data)).toMatch(answer)
  },
)
