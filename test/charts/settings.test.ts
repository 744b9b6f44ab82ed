import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { settingsOf } from '../../src/config.ts'
import { SERVICES } from '../../src/services.ts'
import { loadConfig } from '../support/config.ts'
import { ONE_LOCATION, useGateway } from '../support/gateway.ts'
import { blocksOf, readPage } from '../support/pages.ts'
import { describeWithHelm, type Manifest, rendered } from './helm.ts'
import { VALUE_SET_ENTRIES } from './value-sets.ts'

const dockerfile = readPage('Dockerfile')
const example = blocksOf(readPage('docs/operations.md'), 'yaml').map((text) => parse(text))
const { spec: documented } = example.find(({ spec }) => spec?.terminationGracePeriodSeconds)

// Variables of AWS's SDK and of Node, which docs/configuration.md and docs/caching.md name.
const OTHER_VARIABLES = ['AWS_REGION', 'NODE_EXTRA_CA_CERTS']

const variables = Object.values(settingsOf(SERVICES)).map(({ variable }) => variable as string)

describeWithHelm('the settings of the chart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-chart-settings-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const gateway = useGateway({ locations: ONE_LOCATION })

  describe.each(VALUE_SET_ENTRIES)('with the values of %s', (_, values) => {
    let pod: Manifest
    let container: Manifest
    let file: string
    let environment: Record<string, string>
    beforeAll(() => {
      const manifests = rendered(values)
      const find = (kind: string) => manifests.find((one) => one.kind === kind) as Manifest
      pod = find('Deployment').spec.template
      container = pod.spec.containers[0]
      file = find('ConfigMap').data['deploygraph.yaml']
      environment = Object.fromEntries(container.env.map(({ name, value }: Record<string, string>) => [name, value]))
    })

    test('are variables that the gateway reads', () => {
      const known = [...variables, ...OTHER_VARIABLES]
      expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([])
    })

    test('are accepted by the gateway, with the ports of the container and of the image', async () => {
      const path = join(folder, 'deploygraph.yaml')
      // A manifest of trusted documents is mounted by the values, and not here.
      const { trustedDocuments, trustedDocumentsFile, ...settings } = parse(file)
      writeFileSync(path, JSON.stringify(settings))
      const { REDIS_URL, ...others } = environment
      expect(REDIS_URL).toBeUndefined() // its value is in a secret
      const { host, port, metricsPort } = await loadConfig({
        env: { AWS_REGION: 'us-east-1', ...others },
        file: path,
      })
      expect(host).toBe('host' in values ? values.host : '0.0.0.0')
      const numbers = container.ports.map(({ containerPort }: { containerPort: number }) => containerPort)
      expect(numbers).toEqual([port, metricsPort])
      expect(dockerfile).toContain(`HOST=0.0.0.0 PORT=${port} METRICS_PORT=${metricsPort}`)
    })

    test('are mounted where the gateway looks for its file', () => {
      const [, workingDirectory] = [...dockerfile.matchAll(/^WORKDIR (\S+)$/gm)].at(-1) ?? []
      expect(container.volumeMounts).toContainEqual(
        expect.objectContaining({ mountPath: `${workingDirectory}/deploygraph.yaml`, subPath: 'deploygraph.yaml' }),
      )
    })

    test('leave time for the shutdown: the delay, the longest request, and its margins', async () => {
      const { shutdownDelaySeconds = 5, requestTimeoutMs = 25_000 } = parse(file)
      const margins = documented.terminationGracePeriodSeconds - 5 - 25
      expect(pod.spec.terminationGracePeriodSeconds).toBe(
        shutdownDelaySeconds + Math.ceil(requestTimeoutMs / 1000) + margins,
      )
    })

    test('probe a gateway as docs/operations.md says, at paths that it answers with 200', async () => {
      const [{ startupProbe, livenessProbe, readinessProbe, ports }] = documented.containers
      expect(container).toMatchObject({ startupProbe, livenessProbe, readinessProbe, ports })
      for (const { httpGet } of [container.startupProbe, container.livenessProbe, container.readinessProbe])
        expect((await fetch(`${gateway.url}${httpGet.path}`)).status).toBe(200)
    })
  })
})
