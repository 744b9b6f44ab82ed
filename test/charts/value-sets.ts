/** Values with which the chart is rendered, one set for each kind of installation. */
export const VALUE_SETS: Readonly<Record<string, object>> = {
  'the least': { config: { allowAnonymous: 'on' } },
  'a single replica with IPv6 only, and nothing else optional': {
    replicaCount: 1,
    host: '::', // for Pods that have IPv6 addresses only
    config: { authMode: 'none', allowAnonymous: true },
    serviceAccount: { create: false },
    networkPolicy: { enabled: false },
    podDisruptionBudget: { enabled: false },
    metrics: { enabled: false },
  },
  'production with IRSA, Redis, an Ingress and the Prometheus Operator': {
    image: { repository: 'registry.example.com/deploygraph', digest: `sha256:${'a'.repeat(64)}`, pullPolicy: 'Always' },
    imagePullSecrets: [{ name: 'registry' }],
    config: {
      authMode: 'jwt',
      authJwksUrl: 'https://login.example.com/.well-known/jwks.json',
      authIssuer: 'https://login.example.com/',
      authAudience: 'deploygraph',
      trustProxy: 1,
      maxResponseBytes: 20_000_000,
      shutdownDelaySeconds: 20,
      requestTimeoutMs: 10_500,
      corsOrigins: ['https://dashboard.example.com'],
      locations: [
        {
          name: 'production',
          region: 'eu-west-1',
          accountId: '011122223333',
          roleArn: 'arn:aws:iam::011122223333:role/deploygraph-reader',
        },
      ],
    },
    redis: { existingSecret: 'deploygraph-redis', key: 'url', ports: [6380, 26379] },
    aws: { region: 'eu-west-1' },
    serviceAccount: { roleArn: 'arn:aws:iam::999900001111:role/deploygraph', annotations: { team: 'platform' } },
    service: { type: 'LoadBalancer', port: 8080, annotations: { 'example.com/internal': 'true' } },
    ingress: {
      enabled: true,
      className: 'nginx',
      annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
      hosts: ['deploygraph.example.com', 'rollouts.example.com'],
      tls: [{ secretName: 'deploygraph-tls', hosts: ['deploygraph.example.com', 'rollouts.example.com'] }],
    },
    serviceMonitor: { enabled: true, interval: '15s', labels: { release: 'prometheus' } },
    networkPolicy: {
      restrictEgress: true,
      instanceMetadata: true,
      clients: [{ podSelector: { matchLabels: { app: 'dashboard' } } }],
      monitoring: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
      extraEgress: [{ ports: [{ protocol: 'TCP', port: 4318 }] }],
    },
    podDisruptionBudget: { maxUnavailable: '25%' },
    autoscaling: { enabled: true, minReplicas: 3, maxReplicas: 9, targetCPUUtilizationPercentage: 60 },
  },
  'secrets, volumes, other names and rules for scheduling': {
    nameOverride: 'rollouts',
    fullnameOverride: 'rollouts-gateway',
    config: {
      authMode: 'apiKey',
      apiKeys: [{ name: 'grafana', sha256: '0'.repeat(64), scopes: ['deployments:read'] }],
      trustedDocuments: 'enforce',
      trustedDocumentsFile: '/etc/deploygraph/manifest.json',
      locations: [{ name: 'staging', region: 'us-east-1' }],
    },
    existingSecret: 'deploygraph-environment',
    serviceAccount: { create: false, name: 'existing' },
    extraEnv: [{ name: 'NODE_EXTRA_CA_CERTS', value: '/etc/ca/ca.pem' }],
    extraVolumes: [
      { name: 'manifest', configMap: { name: 'trusted-documents' } },
      { name: 'ca', secret: { secretName: 'ca' } },
    ],
    extraVolumeMounts: [
      { name: 'manifest', mountPath: '/etc/deploygraph', readOnly: true },
      { name: 'ca', mountPath: '/etc/ca', readOnly: true },
    ],
    resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2Gi' } },
    topologySpreadConstraints: [
      { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', labelSelector: {} },
    ],
    nodeSelector: { 'kubernetes.io/arch': 'amd64' },
    tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
    affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
    priorityClassName: 'high',
    podAnnotations: { 'example.com/owner': 'platform' },
    podLabels: { team: 'platform' },
    serviceMonitor: { enabled: true },
  },
}

export const VALUE_SET_ENTRIES = Object.entries(VALUE_SETS)
