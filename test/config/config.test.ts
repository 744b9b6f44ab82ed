import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from '@jest/globals'
import { ConfigError, type ConfigSources } from '../../src/config.ts'
import { SERVICES } from '../../src/services.ts'
import { loadConfig } from '../support/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function fileOf(content: string): string {
  const path = join(folder, `${++files}.yaml`)
  writeFileSync(path, content)
  return path
}

/** The lines of the ConfigError, without the folder of the test's files. */
async function mistakes(sources: Partial<ConfigSources>): Promise<string[]> {
  const error = await loadConfig({ env: {}, ...sources }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message.replaceAll(sources.file ?? '\0', 'FILE').split('\n')
}

const LOCATIONS = 'locations: [{ name: prod, region: us-east-1 }]'

const LIMITS = {
  maxAliases: 500,
  maxRootFields: 100,
  maxCost: 100_000,
  maxResponseBytes: 50_000_000,
  maxConcurrentRequests: 400,
  maxConnections: 2_000,
  ratePerSecond: 0,
  rateBurst: 50,
  trustProxy: 0,
}

const cacheKeys = SERVICES.map(({ name }) => `${name}CacheSeconds`)
const CACHE_SECONDS = Object.fromEntries(cacheKeys.map((key) => [key, 1]))

const REDIS = { redisCluster: false, redisFinalSeconds: 86_400, redisTimeoutMs: 50, shareLogs: true }

const LIVE = {
  liveCallsPerSecond: 2,
  eventsQueueUrl: [],
  maxSubscriptions: 1_000,
  maxSubscriptionsPerCaller: 20,
  subscriptionMaxSeconds: 3_600,
  maxLiveCost: 5_000,
  callbackUrls: [],
}

/** Derived from a loopback address without authentication. */
const DERIVED = { introspection: true, isLocal: true, metrics: 'graphql' }

describe('the configuration', () => {
  test('has one location, named after its region, where only AWS_REGION is set', async () => {
    expect(await loadConfig({ env: { AWS_REGION: 'eu-west-1' } })).toEqual({
      host: '127.0.0.1',
      port: 4000,
      logLevel: 'info',
      bodyBytes: 1_000_000,
      corsOrigins: [],
      trustedDocuments: 'off',
      manifest: new Map(),
      warnings: [],
      mcp: false,
      scrubLogs: true,
      auth: { mode: 'none' },
      ...LIMITS,
      ...LIVE,
      ...REDIS,
      cache: true,
      ...CACHE_SECONDS,
      batchWindowMs: 2,
      enumerationSeconds: 60,
      awsCallTimeoutMs: 5_000,
      awsCall: 'direct',
      requestTimeoutMs: 25_000,
      serveStale: true,
      shutdownDelaySeconds: 5,
      otelTracesExporter: 'otlp',
      otelSdkDisabled: false,
      ...DERIVED,
      receipt: false,
      locations: [{ name: 'eu-west-1', region: 'eu-west-1' }],
    })
  })

  test('takes the region of the profile that AWS_PROFILE names where AWS_REGION is not set', async () => {
    const shared = fileOf('[default]\nregion = us-east-1\n[profile blue]\nregion = ap-southeast-2\n')
    const env = { AWS_CONFIG_FILE: shared, AWS_SHARED_CREDENTIALS_FILE: fileOf(''), AWS_PROFILE: 'blue' }
    expect((await loadConfig({ env })).locations).toEqual([{ name: 'ap-southeast-2', region: 'ap-southeast-2' }])
  })

  test('prefers a flag to the environment, the environment to the file, and the file to the default', async () => {
    const file = fileOf(`host: file.example\nport: 1\nlogLevel: debug\n${LOCATIONS}`)
    const env = { HOST: 'env.example', PORT: '2', AWS_REGION: 'eu-west-1', ALLOW_ANONYMOUS: '1' }
    expect(await loadConfig({ env, file, flags: { host: undefined, port: '3' } })).toMatchObject({
      host: 'env.example',
      port: 3,
      logLevel: 'debug',
      cache: true,
      locations: [{ name: 'prod', region: 'us-east-1' }],
    })
  })

  test('treats an empty variable as unset', async () => {
    const env = { HOST: '', PORT: '', LOG_LEVEL: '', CACHE: '', AWS_REGION: 'eu-west-1' }
    expect(await loadConfig({ env })).toEqual(await loadConfig({ env: { AWS_REGION: 'eu-west-1' } }))
  })

  test('has the locations that are passed in instead of those of the file, and needs no region', async () => {
    const locations = [{ name: 'demo', region: 'eu-west-1', accountId: '111122223333' }]
    expect((await loadConfig({ env: {}, file: fileOf(LOCATIONS), locations })).locations).toEqual(locations)
  })

  test.each([
    ['on', true],
    ['off', false],
    ['true', true],
    ['false', false],
  ])('may be written in the file as cache: %s', async (text, cache) => {
    expect(await loadConfig({ env: {}, file: fileOf(`cache: ${text}\n${LOCATIONS}`) })).toMatchObject({ cache })
  })

  test('reads several origins between commas in a variable, and from a list in the file', async () => {
    const env = { AWS_REGION: 'eu-west-1', CORS_ORIGINS: 'https://a.example, http://localhost:3000' }
    expect((await loadConfig({ env })).corsOrigins).toEqual(['https://a.example', 'http://localhost:3000'])
    const file = fileOf(`corsOrigins: ['*']\n${LOCATIONS}`)
    expect((await loadConfig({ env: {}, file })).corsOrigins).toEqual(['*'])
  })

  test.each([
    ['https://sqs.eu-west-1.amazonaws.com/111122223333/deploygraph', 'eu-west-1'],
    ['https://sqs.cn-north-1.amazonaws.com.cn/111122223333/deploygraph', 'cn-north-1'],
    ['https://sqs.us-gov-west-1.amazonaws.com/111122223333/deploygraph', 'us-gov-west-1'],
    ['https://sqs-fips.us-east-2.amazonaws.com/111122223333/deploygraph', 'us-east-2'],
    ['https://sqs.eu-west-1.api.aws/111122223333/deploygraph', 'eu-west-1'],
    ['https://eu-west-1.queue.amazonaws.com/111122223333/deploygraph', 'eu-west-1'],
    ['https://vpce-0a1b2c3d-4e5f6a7b.sqs.eu-west-1.vpce.amazonaws.com/111122223333/deploygraph', 'eu-west-1'],
    ['http://sqs.us-east-1.localhost.localstack.cloud:4566/111122223333/events.fifo', 'us-east-1'],
  ])('reads region and account from the URL of a queue: %s', async (url, region) => {
    const env = { AWS_REGION: 'eu-west-1', EVENTS_QUEUE_URL: url }
    const queue = { url, region, accountId: '111122223333' }
    expect((await loadConfig({ env })).eventsQueueUrl).toEqual([queue])
    const file = fileOf(`eventsQueueUrl: [${url}]\n${LOCATIONS}`)
    expect((await loadConfig({ env: {}, file })).eventsQueueUrl).toEqual([queue])
  })

  test.each([
    'deploygraph',
    'arn:aws:sqs:eu-west-1:111122223333:deploygraph',
    'https://sqs.amazonaws.com/111122223333/deploygraph',
    'https://sqs.eu-west-1.amazonaws.com/deploygraph',
    'https://user:secret@sqs.eu-west-1.amazonaws.com/111122223333/deploygraph',
    'https://sqs.eu-west-1.amazonaws.com/111122223333/deploygraph?a=b',
  ])('refuses what is not the URL of a queue, without repeating it: %s', async (url) => {
    const env = { AWS_REGION: 'eu-west-1', EVENTS_QUEUE_URL: url }
    await expect(loadConfig({ env })).rejects.toThrow(
      'EVENTS_QUEUE_URL: expected the URL of an SQS queue, such as https://sqs.us-east-1.amazonaws.com/111122223333/deploygraph, found a string',
    )
  })

  test('treats a file with only comments as empty', async () => {
    const env = { AWS_REGION: 'eu-west-1' }
    expect(await loadConfig({ env, file: fileOf('# later\n') })).toEqual(await loadConfig({ env }))
  })

  test('is valid in the example file, which shows every key', async () => {
    const file = fileURLToPath(new URL('../../deploygraph.example.yaml', import.meta.url))
    const { receipt, ...settings } = await loadConfig({ env: {}, file })
    expect(settings).toEqual({
      host: '127.0.0.1',
      port: 4000,
      logLevel: 'info',
      bodyBytes: 1_000_000,
      corsOrigins: ['https://dashboard.example.com'],
      trustedDocuments: 'off',
      manifest: new Map(),
      warnings: [],
      mcp: false,
      scrubLogs: true,
      auth: { mode: 'none' },
      ...LIMITS,
      ...LIVE,
      ...REDIS,
      callbackUrls: ['https://router.example.com/callback'],
      cache: true,
      ...CACHE_SECONDS,
      batchWindowMs: 2,
      enumerationSeconds: 60,
      awsCallTimeoutMs: 5_000,
      awsCall: 'direct',
      requestTimeoutMs: 25_000,
      serveStale: true,
      shutdownDelaySeconds: 5,
      otelTracesExporter: 'otlp',
      otelSdkDisabled: false,
      ...DERIVED,
      locations: [
        {
          name: 'production',
          region: 'us-east-1',
          accountId: '111122223333',
          roleArn: 'arn:aws:iam::111122223333:role/deploygraph-reader',
          externalId: 'deploygraph-7Qp2',
        },
        { name: 'staging', region: 'eu-west-1', profile: 'staging' },
        { name: 'local', region: 'us-east-1', endpoint: 'http://127.0.0.1:4566' },
      ],
    })
    const shown = new Set(
      readFileSync(file, 'utf8')
        .match(/^[\s#-]*\w+(?=:)/gm) // a secret stands in a comment, so that nobody uses that of the example
        ?.map((key) => key.replace(/\W/g, '')),
    )
    const unknown = await mistakes({ file: fileOf('nonsense: 1\nlocations: [{ nonsense: 1 }]') })
    const keys = unknown.flatMap((line) => line.match(/keys (.*), found an unknown one/)?.[1]?.split(', ') ?? [])
    expect(keys).toHaveLength(61 + cacheKeys.length)
    // One of these stands for the others.
    const ofServices = cacheKeys.filter((key) => shown.has(key)).length > 0 ? cacheKeys : []
    expect(keys.filter((key) => !shown.has(key) && !ofServices.includes(key))).toEqual([])
  })
})

describe('a configuration with a mistake', () => {
  test('is refused with all mistakes of the file, the environment and the flags, each with its path', async () => {
    const file = fileOf(`
hots: 0.0.0.0
port: 99999
logLevel: loud
bodyBytes: 1
corsOrigins: [https://a.example/, b.example, '*', 7]
callbackUrls: ['https://user:secret@r.example/', 'r.example', 'ftp://r.example/', 'http://r.example/?x', https://r.example/callback, 7]
trustedDocuments: sometimes
trustedDocumentsFile: ' '
cache: maybe
locations:
  - name: a b
    accountId: 012345678901
    roleArn: arn:aws:iam::111122223333:user/me
    profile: 7
  - name: prod
    region: us-east-1
    externalId: shared
  - name: prod
    region: Virginia
  - eu-west-1
`)
    expect(
      await mistakes({
        file,
        env: {
          PORT: 'http',
          BODY_BYTES: '1MB',
          CORS_ORIGINS: 'https://a.example,https://b.example/path',
          TRUSTED_DOCUMENTS: 'on',
          CACHE: 'yes',
          ENUMERATION_SECONDS: '-1',
        },
        flags: { host: '', port: '-1' },
      }),
    ).toEqual([
      'FILE: port: expected a whole number from 0 to 65535, found 99999',
      'FILE: logLevel: expected one of trace, debug, info, warn, error, fatal, silent, found "loud"',
      'FILE: bodyBytes: expected a whole number of bytes from 1000 to 100000000, found 1',
      'FILE: corsOrigins[0]: expected an origin such as https://example.com, or *, found "https://a.example/"',
      'FILE: corsOrigins[1]: expected an origin such as https://example.com, or *, found "b.example"',
      'FILE: corsOrigins[3]: expected an origin such as https://example.com, or *, found 7',
      'FILE: trustedDocuments: expected one of off, log, enforce, found "sometimes"',
      'FILE: trustedDocumentsFile: expected the path of a file, found " "',
      ...[0, 1, 2, 3, 5].map(
        (index) =>
          `FILE: callbackUrls[${index}]: expected an http or https URL without user, query and fragment, such as https://router.example.com/callback`,
      ),
      'FILE: cache: expected on or off, found "maybe"',
      'FILE: locations[0].name: expected letters, digits, - and _, found "a b"',
      'FILE: locations[0].region: expected a region such as us-east-1, found nothing',
      'FILE: locations[0].accountId: expected 12 digits in quotes, found 12345678901',
      'FILE: locations[0].roleArn: expected the ARN of an IAM role, found "arn:aws:iam::111122223333:user/me"',
      'FILE: locations[0].profile: expected the name of an AWS profile, found 7',
      'FILE: locations[1].externalId: expected only together with roleArn, found no roleArn',
      'FILE: locations[2].region: expected a region such as us-east-1, found "Virginia"',
      'FILE: locations[3]: expected a mapping, found a string',
      'FILE: locations[2].name: expected a unique name, found the name of locations[1]',
      `FILE: hots: expected one of the keys host, port, logLevel, bodyBytes, corsOrigins, trustedDocuments, trustedDocumentsFile, mcp, scrubLogs, authMode, allowAnonymous, authJwksUrl, authJwtSecret, authIssuer, authAudience, authRouterSecret, maxAliases, maxRootFields, maxCost, maxResponseBytes, maxConcurrentRequests, maxConnections, ratePerSecond, rateBurst, introspection, trustProxy, liveCallsPerSecond, maxSubscriptions, maxSubscriptionsPerCaller, subscriptionMaxSeconds, eventsQueueUrl, maxLiveCost, callbackUrls, cache, batchWindowMs, enumerationSeconds, redisUrl, redisCluster, redisMaster, redisTimeoutMs, redisFinalSeconds, shareLogs, awsCallTimeoutMs, awsCall, requestTimeoutMs, serveStale, metricsPort, otlpEndpoint, otlpTracesEndpoint, otelTracesExporter, otelSdkDisabled, shutdownDelaySeconds, ${cacheKeys.join(', ')}, apiKeys, locations, found an unknown one`,
      'PORT: expected a whole number from 0 to 65535, found "http"',
      'BODY_BYTES: expected a whole number of bytes from 1000 to 100000000, found "1MB"',
      'CORS_ORIGINS: expected an origin such as https://example.com, or *, found "https://b.example/path"',
      'TRUSTED_DOCUMENTS: expected one of off, log, enforce, found "on"',
      'CACHE: expected on or off, found "yes"',
      'ENUMERATION_SECONDS: expected a number of seconds from 0 to 86400, found "-1"',
      '--host: expected a host name or an address, found ""',
      '--port: expected a whole number from 0 to 65535, found "-1"',
    ])
  })

  test('is refused without quoting possible secrets', async () => {
    const file = fileOf(`
locations:
  - { name: a, region: us-east-1, endpoint: "ftp://me:hunter2@example.org" }
  - { name: b, region: us-east-1, externalId: "hunter2 ", roleArn: "arn:aws:iam::111122223333:role/r" }
  - { name: c, region: us-east-1, secretAccessKey: hunter2 }
  - https://me:hunter2@example.org
`)
    const lines = await mistakes({ file })
    expect(lines).toHaveLength(4)
    expect(lines.join()).not.toContain('hunter2')
  })

  test.each([
    ['an empty list of locations', 'locations: []', ['locations: expected at least one location, found an empty list']],
    [
      'text instead of the list of locations',
      'locations: prod',
      ['locations: expected a list of locations, found a string'],
    ],
    ['an empty location', 'locations: [~]', ['locations[0]: expected a mapping, found nothing']],
    ['text instead of a mapping', 'prod', ['expected a mapping, found a string']],
    ['a key without a value', `host:\n${LOCATIONS}`, ['host: expected a host name or an address, found nothing']],
    ['a key given twice', `port: 1\nport: 2\n${LOCATIONS}`, ['Map keys must be unique at line 2, column 1']],
    ['an alias without its anchor', 'host: *hunter2', ['expected YAML, found an alias without its anchor']],
  ])('is refused for %s', async (_, content, lines) => {
    const file = fileOf(content)
    expect(await mistakes({ file })).toEqual(lines.map((line) => `FILE: ${line}`))
  })

  test('is refused where the named file does not exist', async () => {
    expect(await mistakes({ file: join(folder, 'none.yaml') })).toEqual(['FILE: expected a readable file, found none'])
  })

  test('is refused for a malformed region in the environment', async () => {
    expect(await mistakes({ env: { AWS_REGION: 'Virginia' } })).toEqual([
      'AWS_REGION or the AWS profile: expected a region such as us-east-1, found "Virginia"',
    ])
  })
})
