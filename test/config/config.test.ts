import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from '@jest/globals'
import { loadConfig } from '../support/config.ts'
import { cacheKeys, LOCATIONS, mistakes, useFiles } from './config-files.ts'

const { fileOf } = useFiles()

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
    expect(keys).toHaveLength(63 + cacheKeys.length)
    // One of these stands for the others.
    const ofServices = cacheKeys.filter((key) => shown.has(key)).length > 0 ? cacheKeys : []
    expect(keys.filter((key) => !shown.has(key) && !ofServices.includes(key))).toEqual([])
  })
})
