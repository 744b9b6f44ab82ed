import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { createSchema } from '../../../src/schema.ts'
import { useGateway } from '../../support/gateway.ts'
import { randomDocuments } from '../execution/random-documents.ts'

// A cached answer would cost less.
const gateway = useGateway({ cache: false, maxCost: 1_000_000 })

/** Ids that AWS knows, under the names of the arguments that take them. */
async function knownTexts() {
  const { data } = await gateway.query(`{
    activity(first: 100) { nodes { id ... on CodeDeployDeployment { deploymentId applicationName deploymentGroupName } } }
    appConfigApplications { nodes { id applicationId environments { nodes { id environmentId } } } }
    lifecyclePolicies { nodes { id resourceArn: arn } }
  }`)
  const texts: Record<string, string[]> = { location: DEMO_LOCATIONS.map(({ name }) => name) }
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, one] of Object.entries(value))
      if (typeof one === 'string') texts[key] = [...(texts[key] ?? []), one]
      else collect(one)
  }
  collect(data)
  return (name: string) => texts[{ ids: 'id', arn: 'resourceArn' }[name] ?? name] ?? ['nobody']
}

test('no query makes more AWS calls than its estimate', async () => {
  const texts = await knownTexts()
  let [queries, called] = [0, 0]
  for (const { query, variables } of randomDocuments(createSchema(), 7, texts)) {
    const estimate = await gateway.query(query, variables, { 'x-cost-only': '1' })
    const { cost } = (estimate.extensions ?? {}) as { cost?: { calls: number } }
    if (!cost) continue // refused before: its variables are wrong
    gateway.calls()
    await gateway.query(query, variables)
    const calls = Object.values(gateway.calls()).reduce((total, count) => total + count, 0)
    if (calls > cost.calls)
      throw new Error(`${calls} calls, estimated ${cost.calls}: ${query}\n${JSON.stringify(variables)}`)
    if (calls > 0) called++
    if (++queries === 100) break
  }
  expect(called).toBeGreaterThan(30)
}, 600_000)
