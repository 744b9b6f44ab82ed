import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor'
import { Deployment } from 'kubernetes-models/apps/v1/Deployment'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler'
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget'
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap'
import { Service } from 'kubernetes-models/v1/Service'
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount'
import type { Manifest } from './helm.ts'

const MODELS = [
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
  ServiceMonitor,
]

/** Copies a value, and adds to `unread` the path of each member of its mappings until that member is read. */
function tracked<T>(value: T, path: string, unread: Set<string>): T {
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  if (Array.isArray(value)) return value.map((item, index) => tracked(item, `${path}[${index}]`, unread)) as T
  const copy = Object.fromEntries(entries.map(([key, member]) => [key, tracked(member, `${path}.${key}`, unread)]))
  for (const key of Object.keys(copy)) unread.add(`${path}.${key}`)
  return new Proxy(copy, {
    get(target, key) {
      unread.delete(`${path}.${String(key)}`)
      return target[String(key)]
    },
  }) as T
}

/**
 * The mistakes of a manifest by Kubernetes' own schemas (OpenAPI, and the CRD of the ServiceMonitor): its first invalid value,
 * and the members that Kubernetes does not have. The schemas permit such members, but never read them.
 */
export function mistakesOf(manifest: Manifest): string[] {
  const model = MODELS.find((one) => one.is(manifest))
  if (!model) return [`no schema of ${manifest.apiVersion} ${manifest.kind}`]
  const unread = new Set<string>()
  const mistakes: string[] = []
  try {
    model.prototype.validate.call(tracked(manifest, '', unread))
  } catch (error) {
    mistakes.push((error as Error).message)
  }
  return [...mistakes, ...[...unread].map((path) => `${path} is unknown`)]
}
