import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { loadConfig } from '../support/config.ts'
import { cacheKeys, LOCATIONS, mistakes, useFiles } from './config-files.ts'

const { fileOf, folder } = useFiles()

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
      `FILE: hots: expected one of the keys host, port, logLevel, bodyBytes, corsOrigins, trustedDocuments, trustedDocumentsFile, mcp, scrubLogs, authMode, allowAnonymous, authJwksUrl, authJwtSecret, authIssuer, authAudience, authRouterSecret, maxAliases, maxRootFields, maxCost, maxResponseBytes, maxConcurrentRequests, maxConnections, ratePerSecond, rateBurst, introspection, trustProxy, liveCallsPerSecond, maxSubscriptions, maxSubscriptionsPerCaller, subscriptionMaxSeconds, eventsQueueUrl, maxLiveCost, callbackUrls, cache, batchWindowMs, enumerationSeconds, redisUrl, redisCluster, redisMaster, redisSentinelUsername, redisSentinelPassword, redisTimeoutMs, redisFinalSeconds, shareLogs, awsCallTimeoutMs, awsCall, requestTimeoutMs, serveStale, metricsPort, otlpEndpoint, otlpTracesEndpoint, otelTracesExporter, otelSdkDisabled, shutdownDelaySeconds, ${cacheKeys.join(', ')}, apiKeys, locations, found an unknown one`,
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

  const FIRST = 'rediss://me:hunter2@a/1'
  const CLUSTER = { REDIS_CLUSTER: 'on' }
  const SENTINELS = { REDIS_MASTER: 'main' }
  test.each([
    [
      'two URLs of one server',
      `${FIRST},rediss://b`,
      {},
      ['redisUrl: expected one URL without redisCluster and redisMaster, found 2'],
    ],
    [
      'a Cluster of Sentinels',
      'redis://a',
      { ...CLUSTER, ...SENTINELS },
      ['redisCluster: expected off with redisMaster, found on'],
    ],
    ['a database of a Cluster', FIRST, CLUSTER, ['redisUrl: expected database 0 with redisCluster, found 1']],
    [
      'URLs that differ',
      `${FIRST},rediss://b,rediss://me:hunter2@c/1,redis://you:hunter3@d/2`,
      SENTINELS,
      ['scheme', 'user', 'password', 'database'].map(
        (part) => `redisUrl: expected the ${part} of the first URL in all, found another in URL 4`,
      ),
    ],
  ])('is refused for %s in the settings of Redis', async (_, REDIS_URL, others, lines) => {
    expect(await mistakes({ env: { AWS_REGION: 'us-east-1', REDIS_URL, ...others } })).toEqual(lines)
  })

  test.each([
    ['redis://a/0,redis://b', CLUSTER],
    ['redis://me:hunter2@a:1/2,redis://b,redis://me:hunter2@c/2', SENTINELS],
  ])('is not %s with %j', async (redisUrl, others) => {
    expect(await loadConfig({ env: { AWS_REGION: 'us-east-1', REDIS_URL: redisUrl, ...others } })).toMatchObject({
      redisUrl,
    })
  })
})
