import { parse } from 'yaml'
import { blocksOf, readPage } from '../support/pages.ts'
import { describeWithHelm, lint, type Manifest, NAMESPACE, notesOf, rendered } from './helm.ts'
import { mistakesOf } from './kubernetes-schemas.ts'
import { VALUE_SET_ENTRIES, VALUE_SETS } from './value-sets.ts'

const PRODUCTION = 'production with IRSA, Redis, an Ingress and the Prometheus Operator'

const ofKind = (manifests: readonly Manifest[], kind: string) => manifests.filter((one) => one.kind === kind)

/** Whether all labels of a selector are among these. */
const selects = (selector: Record<string, string>, labels: Record<string, string> = {}) =>
  Object.keys(selector).length > 0 && Object.entries(selector).every(([name, value]) => labels[name] === value)

describeWithHelm('the chart', () => {
  describe.each(VALUE_SET_ENTRIES)('with the values of %s', (_, values) => {
    let manifests: Manifest[]
    let pod: Manifest
    let container: Manifest
    beforeAll(() => {
      manifests = rendered(values)
      pod = ofKind(manifests, 'Deployment')[0]?.spec.template
      container = pod.spec.containers[0]
    })

    test('passes the linter of Helm', () => {
      expect(lint(values)).toContain('1 chart(s) linted, 0 chart(s) failed')
    })

    test("renders objects that Kubernetes' schemas accept, without a member that they do not have", () => {
      const mistakes = manifests.flatMap((one) => mistakesOf(one).map((text) => `${one.kind}: ${text}`))
      expect(mistakes).toEqual([])
    })

    test('gives each object a name of its own, the namespace and the common labels, and renders no secret', () => {
      const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
      expect(new Set(names).size).toBe(names.length)
      for (const { metadata } of manifests) {
        expect(metadata.namespace).toBe(NAMESPACE)
        expect(Object.keys(metadata.labels ?? {})).toEqual(expect.arrayContaining(['helm.sh/chart']))
      }
      expect(ofKind(manifests, 'Secret')).toEqual([])
    })

    test('selects its pods in every object that selects pods', () => {
      const selectors = manifests.flatMap(({ kind, spec }) => {
        if (kind === 'Service') return [spec.selector]
        if (kind === 'NetworkPolicy') return [spec.podSelector.matchLabels]
        return kind === 'Deployment' || kind === 'PodDisruptionBudget' ? [spec.selector.matchLabels] : []
      })
      expect(selectors.length).toBeGreaterThan(1)
      for (const selector of selectors) expect(selects(selector, pod.metadata.labels)).toBe(true)
    })

    test('names ports of the container in services, policies and probes, and ports of services in what reads them', () => {
      const ports = container.ports.map(({ name }: { name: string }) => name)
      const used = [container.startupProbe, container.livenessProbe, container.readinessProbe].map(
        ({ httpGet }) => httpGet.port,
      )
      const services = ofKind(manifests, 'Service')
      used.push(...services.flatMap(({ spec }) => spec.ports.map(({ targetPort }: Manifest) => targetPort)))
      for (const { spec } of ofKind(manifests, 'NetworkPolicy'))
        used.push(...spec.ingress.flatMap((rule: Manifest) => rule.ports.map(({ port }: Manifest) => port)))
      expect(used.filter((port) => !ports.includes(port))).toEqual([])

      for (const { spec } of ofKind(manifests, 'Ingress'))
        for (const { http } of spec.rules) {
          const { name, port } = http.paths[0].backend.service
          const service = services.find(({ metadata }) => metadata.name === name)
          expect(service?.spec.ports).toContainEqual(expect.objectContaining({ name: port.name }))
        }
      for (const { spec } of ofKind(manifests, 'ServiceMonitor')) {
        const chosen = services.filter(({ metadata }) => selects(spec.selector.matchLabels, metadata.labels))
        expect(chosen.flatMap((one) => one.spec.ports)).toEqual([
          expect.objectContaining({ name: spec.endpoints[0].port }),
        ])
      }
    })

    test('refers to objects that it renders, and to others only by the names of the values', () => {
      const ofValues = JSON.stringify(values)
      const isThere = (kind: string, name: string) =>
        ofKind(manifests, kind).some(({ metadata }) => metadata.name === name) || ofValues.includes(`"${name}"`)
      for (const volume of pod.spec.volumes) {
        if (volume.configMap)
          expect([volume.name, isThere('ConfigMap', volume.configMap.name)]).toEqual([volume.name, true])
      }
      const mounted = container.volumeMounts.map(({ name }: { name: string }) => name)
      expect(mounted).toEqual(pod.spec.volumes.map(({ name }: { name: string }) => name))
      const account = pod.spec.serviceAccountName
      expect(account === 'default' || isThere('ServiceAccount', account)).toBe(true)
      const secrets = [...(container.envFrom ?? []), ...container.env].flatMap(
        ({ secretRef, valueFrom }) => secretRef?.name ?? valueFrom?.secretKeyRef.name ?? [],
      )
      expect(secrets.filter((name) => !isThere('Secret', name))).toEqual([])
      for (const { spec } of ofKind(manifests, 'HorizontalPodAutoscaler'))
        expect(isThere(spec.scaleTargetRef.kind, spec.scaleTargetRef.name)).toBe(true)
    })

    test('runs the gateway as an unprivileged user that cannot write, without a token of Kubernetes', () => {
      expect(pod.spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      })
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
    })
  })

  test.each(blocksOf(readPage('charts/deploygraph/README.md'), 'yaml'))(
    'renders valid objects with the values that its README shows: %s',
    (block) => {
      const manifests = rendered({ config: { allowAnonymous: true }, ...parse(block) })
      expect(manifests.length).toBeGreaterThan(4)
      expect(manifests.flatMap(mistakesOf)).toEqual([])
    },
  )

  test('sets the number of replicas only without an autoscaler, which needs a request of CPU', () => {
    const replicasOf = (values: object) => ofKind(rendered(values), 'Deployment')[0]?.spec.replicas
    expect(replicasOf(VALUE_SETS['the least'] ?? {})).toBe(2)
    const manifests = rendered(VALUE_SETS[PRODUCTION] ?? {})
    const { spec } = ofKind(manifests, 'Deployment')[0] as Manifest
    expect(spec).not.toHaveProperty('replicas')
    expect(spec.template.spec.containers[0].resources.requests.cpu).toBeTruthy()
  })

  test('keeps metrics apart from the service of GraphQL, and from everybody but the configured clients', () => {
    const manifests = rendered(VALUE_SETS[PRODUCTION] ?? {})
    const [service, metrics] = ofKind(manifests, 'Service')
    expect(service?.spec).toMatchObject({ type: 'LoadBalancer', ports: [{ name: 'http' }] })
    expect(metrics?.spec).toMatchObject({ type: 'ClusterIP', ports: [{ name: 'metrics' }] })
    const rulesOf = (values: object) => ofKind(rendered(values), 'NetworkPolicy')[0]?.spec.ingress
    const toMetrics = (values: object) =>
      rulesOf(values).filter(({ ports }: Manifest) => ports.some(({ port }: Manifest) => port === 'metrics'))
    expect(toMetrics(VALUE_SETS['the least'] ?? {})).toEqual([])
    expect(toMetrics(VALUE_SETS[PRODUCTION] ?? {})).toEqual([
      expect.objectContaining({
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      }),
    ])
  })

  test('lets the gateway connect to no more than its rules name, also for a Redis without ports', () => {
    for (const ports of [[], [6380]]) {
      const values = { redis: { existingSecret: 'redis', ports }, networkPolicy: { restrictEgress: true } }
      const [policy] = ofKind(rendered({ config: { allowAnonymous: true }, ...values }), 'NetworkPolicy')
      const toRedis = policy?.spec.egress.slice(3)
      expect(toRedis).toEqual(ports.map((port) => ({ ports: [{ protocol: 'TCP', port }] })))
    }
  })

  test('annotates the service account with the role, and starts new pods when the configuration changes', () => {
    const manifests = rendered(VALUE_SETS[PRODUCTION] ?? {})
    expect(ofKind(manifests, 'ServiceAccount')[0]?.metadata.annotations).toEqual({
      'eks.amazonaws.com/role-arn': 'arn:aws:iam::999900001111:role/deploygraph',
      team: 'platform',
    })
    const annotationsOf = (config: object) =>
      ofKind(rendered({ config }), 'Deployment')[0]?.spec.template.metadata.annotations
    const before = annotationsOf({ allowAnonymous: true })
    expect(annotationsOf({ allowAnonymous: true })).toEqual(before)
    expect(annotationsOf({ allowAnonymous: true, mcp: 'on' })).not.toEqual(before)
  })

  test('prints notes that name the addresses, and warns of shared rights and of separate caches', () => {
    const least = notesOf(VALUE_SETS['the least'] ?? {})
    expect(least).toContain('http://release-deploygraph.ops.svc:80/graphql')
    expect(least).toMatch(/redis\.existingSecret is empty[\s\S]*config\.allowAnonymous is set/)
    const production = notesOf(VALUE_SETS[PRODUCTION] ?? {})
    expect(production).toContain('https://deploygraph.example.com/graphql')
    expect(production).not.toMatch(/is empty|is set/)
  })
})

describeWithHelm('the check of manifests', () => {
  const change = (kind: string, mutate: (manifest: Manifest) => void) => {
    const [manifest] = ofKind(rendered(VALUE_SETS[PRODUCTION] ?? {}), kind)
    if (manifest) mutate(manifest)
    return manifest ? mistakesOf(manifest) : []
  }

  test.each<[string, string, (manifest: Manifest) => void, string]>([
    [
      'a misspelled member',
      'Service',
      ({ spec }) => Object.assign(spec, { selectors: {} }),
      '.spec.selectors is unknown',
    ],
    ['a member at the wrong level', 'Deployment', (one) => Object.assign(one, { replicas: 2 }), '.replicas is unknown'],
    [
      'a value of another type',
      'Deployment',
      ({ spec }) => Object.assign(spec.template.spec.containers[0].ports[0], { containerPort: '4000' }),
      'data/spec/template/spec/containers/0/ports/0/containerPort must be integer',
    ],
    [
      'a missing member',
      'HorizontalPodAutoscaler',
      ({ spec }) => delete spec.maxReplicas,
      'data/spec must have required property maxReplicas',
    ],
    [
      'a misspelled member of a custom resource',
      'ServiceMonitor',
      ({ spec }) => Object.assign(spec.endpoints[0], { intervall: '3s' }),
      '.spec.endpoints[0].intervall is unknown',
    ],
    [
      'an unknown kind',
      'Ingress',
      (one) => Object.assign(one, { apiVersion: 'extensions/v1beta1' }),
      'no schema of extensions/v1beta1 Ingress',
    ],
  ])('finds %s', (_, kind, mutate, mistake) => {
    expect(change(kind, mutate)).toEqual([mistake])
  })
})
