import { readdirSync, readFileSync } from 'node:fs'
import { configSchemaOf, NOT_IN_CHART } from '../../scripts/chart/config-schema.mjs'
import { rowsOf, schemaOf, valuesOf } from '../../scripts/chart/values.mjs'
import { fileSchemaOf, settingsOf } from '../../src/config.ts'
import { SERVICES } from '../../src/services.ts'
import { readPage } from '../support/pages.ts'
import { describeWithHelm, renderedText } from './helm.ts'

interface Value {
  path: string
  value: unknown
  meaning: string | undefined
}

const CHART = 'charts/deploygraph'
const values: Value[] = valuesOf(readPage(`${CHART}/values.yaml`))

test('each value has a meaning in a comment, which is a sentence', () => {
  expect(values.length).toBeGreaterThan(40)
  expect(values.filter(({ meaning }) => !/^[A-Z][^|]*\.$/.test(meaning ?? ''))).toEqual([])
})

test('the README lists the values as npm run codegen writes them', () => {
  const [, table = ''] = readPage(`${CHART}/README.md`).split('| Value | Default | Meaning |\n')
  expect(table.trim().split('\n').slice(1)).toEqual(rowsOf(values))
})

test('the schema of the values is that of values.yaml and of the configuration file, as npm run codegen writes it', () => {
  const settings = Object.entries(settingsOf(SERVICES))
  const meanings = Object.fromEntries(settings.map(([key, { meaning }]) => [key, meaning]))
  const config = configSchemaOf(fileSchemaOf(SERVICES), meanings)
  const written = JSON.parse(readFileSync(new URL(`../../${CHART}/values.schema.json`, import.meta.url), 'utf8'))
  expect(written).toEqual(JSON.parse(JSON.stringify(schemaOf(values, config))))
  expect([...Object.keys(config.properties), ...NOT_IN_CHART].sort()).toEqual(
    Object.keys(fileSchemaOf(SERVICES).shape).sort(),
  )
})

test('the pages and the templates of the chart name values and settings that exist', () => {
  const { properties } = JSON.parse(readPage(`${CHART}/values.schema.json`))
  const templates = readdirSync(new URL(`../../${CHART}/templates`, import.meta.url)).map((name) => `templates/${name}`)
  const pages = ['README.md', 'values.yaml', ...templates]
  const groups = Object.keys(properties).join('|')
  const named = pages.flatMap((page) => [
    ...readPage(`${CHART}/${page}`).matchAll(new RegExp(`(?:\`|\\.Values\\.)(${groups})\\.([a-zA-Z]+)\\b`, 'g')),
  ])
  expect(named.length).toBeGreaterThan(20)
  const unknown = named.filter(([, group = '', name = '']) => !properties[group].properties?.[name])
  expect(unknown.map(([name]) => name)).toEqual([])
})

// What else has to be set for a value to have a use.
const REQUIRED: Record<string, object> = {
  'redis.key': { redis: { existingSecret: 'redis' } },
  'redis.ports': { redis: { existingSecret: 'redis' }, networkPolicy: { restrictEgress: true } },
  'networkPolicy.instanceMetadata': { networkPolicy: { restrictEgress: true } },
  'networkPolicy.extraEgress': { networkPolicy: { restrictEgress: true } },
  'ingress.enabled': { ingress: { hosts: ['a.example.com'] } },
  ...Object.fromEntries(
    ['className', 'annotations', 'hosts', 'tls'].map((name) => [
      `ingress.${name}`,
      { ingress: { enabled: true, hosts: ['b.example.com'] } },
    ]),
  ),
  ...Object.fromEntries(
    ['interval', 'labels'].map((name) => [`serviceMonitor.${name}`, { serviceMonitor: { enabled: true } }]),
  ),
  ...Object.fromEntries(
    ['minReplicas', 'maxReplicas', 'targetCPUUtilizationPercentage'].map((name) => [
      `autoscaling.${name}`,
      { autoscaling: { enabled: true } },
    ]),
  ),
}

// Other values than the defaults, where the type does not suggest one.
const OTHERS: Record<string, unknown> = {
  config: { allowAnonymous: true, mcp: 'on' },
  'image.pullPolicy': 'Always',
  'service.type': 'NodePort',
  extraEnv: [{ name: 'NODE_EXTRA_CA_CERTS', value: '/etc/ca.pem' }],
  'ingress.hosts': ['a.example.com'],
  'redis.ports': [6380, 26379],
}

/** A value of the same type that is not the default. */
function otherThan({ path, value }: Value): unknown {
  if (path in OTHERS) return OTHERS[path]
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  if (typeof value === 'string') return 'another'
  return Array.isArray(value) ? [{ name: 'another' }] : { another: 'one' }
}

const nested = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as object

/** Merges mappings, the members of later ones replacing those of earlier ones. */
const merged = (...all: object[]): Record<string, unknown> => {
  const result: Record<string, unknown> = {}
  for (const [key, value] of all.flatMap((one) => Object.entries(one))) {
    const isMapping = typeof value === 'object' && !Array.isArray(value)
    result[key] = isMapping ? merged((result[key] as object | undefined) ?? {}, value) : value
  }
  return result
}

describeWithHelm('helm', () => {
  const valid = { config: { allowAnonymous: true } }
  const bases = new Map<string, string>()
  const renderedOnce = (base: object) => {
    const key = JSON.stringify(base)
    const text = bases.get(key) ?? renderedText(base)
    bases.set(key, text)
    return text
  }

  test.each(values)('renders something else if $path has another value', (value) => {
    const base = merged(valid, REQUIRED[value.path] ?? {})
    const changed = merged(base, nested(value.path, otherThan(value)))
    expect(renderedText(changed)).not.toBe(renderedOnce(base))
  })

  test.each<[string, object, string]>([
    ['a value that does not exist', { replicas: 3 }, 'replicas'],
    ['a value of another type', { replicaCount: 'three' }, 'replicaCount'],
    ['a number of replicas below zero', { ...valid, replicaCount: -1 }, 'replicaCount'],
    ['a port that there is not', { ...valid, service: { port: 0 } }, 'port'],
    ['a port of Redis that is a text', { ...valid, redis: { ports: ['redis'] } }, 'ports'],
    ['a host name that is none', { ...valid, ingress: { hosts: [7] } }, 'hosts'],
    ['a list of something else', { ...valid, tolerations: ['all'] }, 'tolerations'],
    ['a share without percent', { ...valid, podDisruptionBudget: { maxUnavailable: 'half' } }, 'maxUnavailable'],
    [
      'fewer replicas at most than at least',
      { ...valid, autoscaling: { enabled: true, minReplicas: 8 } },
      'autoscaling.minReplicas: expected at most maxReplicas, 6, found 8',
    ],
    ['a setting that does not exist', { config: { authMod: 'jwt' } }, 'authMod'],
    ['a setting out of its range', { config: { maxCost: 0 } }, 'maxCost'],
    [
      'an account without quotes',
      { config: { locations: [{ name: 'a', region: 'eu-west-1', accountId: 111122223333 }] } },
      'accountId',
    ],
    ['a secret among the values', { config: { redisUrl: 'redis://a' } }, 'redisUrl'],
    [
      'a role for a service account that it does not create',
      { ...valid, serviceAccount: { create: false, roleArn: 'arn:aws:iam::999900001111:role/deploygraph' } },
      'serviceAccount.roleArn and annotations: expected serviceAccount.create: true',
    ],
    ['no way to authenticate', {}, 'config.authMode: expected jwt, apiKey or router'],
    ['the mode none on its own', { config: { authMode: 'none' } }, 'config.authMode: expected jwt, apiKey or router'],
    ['an Ingress without a host', { ...valid, ingress: { enabled: true } }, 'ingress.hosts: expected at least one'],
    [
      'a ServiceMonitor without the service of metrics',
      { ...valid, serviceMonitor: { enabled: true }, metrics: { enabled: false } },
      'serviceMonitor.enabled: expected metrics.enabled: true',
    ],
  ])('refuses %s', (_, wrong, message) => {
    expect(() => renderedText(wrong)).toThrow(message)
  })
})
