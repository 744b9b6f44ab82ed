import { readFileSync } from 'node:fs'
import { type CollectionTag, parse, type ScalarTag } from 'yaml'
import { SERVICES } from '../../src/services.ts'
import { appConfigEvent, deploymentEvent, instanceEvent } from '../live/push/push-world.ts'

type Node = { [key: string]: Node } | Node[] | string | number | boolean

// CloudFormation's short forms, each as the object of its long form.
const SCALARS: ScalarTag[] = ['Ref', 'GetAtt'].map((name) => ({
  tag: `!${name}`,
  resolve: (value: string) => ({ [name]: value }),
}))
const LISTS: CollectionTag[] = ['Not', 'Equals', 'If'].map((name) => ({
  tag: `!${name}`,
  collection: 'seq',
  resolve: (value) => ({ [name]: value.toJSON() }),
}))

const text = readFileSync(new URL('../../examples/events/queue.yaml', import.meta.url), 'utf8')
const template = parse(text, { customTags: [...SCALARS, ...LISTS] })
const { Parameters, Conditions, Resources, Outputs } = template

/** The values of all members of that name. */
function all(name: string, node: Node): Node[] {
  if (typeof node !== 'object') return []
  const members = Object.entries(node)
  return members.flatMap(([key, value]) => [
    ...(key === name && !Array.isArray(node) ? [value] : []),
    ...all(name, value),
  ])
}

test('every reference of the template leads to a parameter, a resource or a condition', () => {
  const names = [...Object.keys(Parameters), ...Object.keys(Resources), 'AWS::NoValue']
  const references = all('Ref', template)
  expect(references).toHaveLength(7)
  expect(references.filter((name) => !names.includes(String(name)))).toEqual([])
  const attributes = all('GetAtt', template)
  expect(attributes).toHaveLength(5)
  expect(attributes.filter((name) => !['Queue.Arn', 'Rule.Arn'].includes(String(name)))).toEqual([])
  for (const [condition] of all('If', template) as string[][]) expect(Object.keys(Conditions)).toContain(condition)
})

test('the queue is encrypted, keeps events for minutes, and takes messages from the rule alone', () => {
  const { Queue, QueuePolicy } = Resources
  expect(Queue).toMatchObject({
    Type: 'AWS::SQS::Queue',
    Properties: { SqsManagedSseEnabled: true, MessageRetentionPeriod: { Ref: 'RetentionSeconds' } },
  })
  expect(Parameters.RetentionSeconds).toMatchObject({ Default: 300, MinValue: 300, MaxValue: 3_600 })
  const { Statement } = QueuePolicy.Properties.PolicyDocument
  expect(Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Allow')).toEqual([
    {
      Sid: 'EventBridgeSends',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: { GetAtt: 'Queue.Arn' },
      Condition: { ArnEquals: { 'aws:SourceArn': { GetAtt: 'Rule.Arn' } } },
    },
  ])
})

test('the policy of the reader allows the operations that the gateway calls, on the queue alone', () => {
  const [statement, ...others] = Resources.ReaderPolicy.Properties.PolicyDocument.Statement
  expect(others).toEqual([])
  expect(statement).toMatchObject({
    Effect: 'Allow',
    Action: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
    Resource: { GetAtt: 'Queue.Arn' },
  })
  expect(Outputs.QueueUrl.Value).toEqual({ Ref: 'Queue' })
})

/** Whether EventBridge's pattern, of lists of exact values only, matches an event. */
const matches = (event: object) =>
  Object.entries(Resources.Rule.Properties.EventPattern as Record<string, string[]>).every(([name, values]) =>
    values.includes(String(new Map(Object.entries(event)).get(name))),
  )

test('the rule matches the kinds of events that the gateway takes, and no others', () => {
  const kinds = SERVICES.flatMap(({ live: { events } }) =>
    [...(events?.detailTypes ?? [])].map((detailType) => ({ source: events?.source, 'detail-type': detailType })),
  )
  expect(kinds).toHaveLength(7)
  expect([...kinds, deploymentEvent(), instanceEvent(), appConfigEvent()].every(matches)).toBe(true)
  const { source, 'detail-type': detailTypes } = Resources.Rule.Properties.EventPattern
  expect(source).toEqual([...new Set(kinds.map((kind) => kind.source))])
  expect(detailTypes).toEqual(kinds.map((kind) => kind['detail-type']))
  expect(matches({ source: 'aws.codedeploy', 'detail-type': 'AWS API Call via CloudTrail' })).toBe(false)
})
