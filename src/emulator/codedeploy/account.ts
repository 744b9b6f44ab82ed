import type {
  ApplicationInfo,
  DeploymentConfigInfo,
  DeploymentGroupInfo,
  RevisionLocation,
} from '@aws-sdk/client-codedeploy'
import { AwsError } from '../wire.ts'
import type { RegionWorld } from '../world.ts'
import { BUILT_IN_CONFIGS } from './built-in-configs.ts'
import { revisionKey } from './revision-record.ts'
import type { CodeDeployWorld, DeploymentRecord, PageSizes } from './world.ts'

/** A region's CodeDeploy, indexed; lookups throw the exception of AWS for an unknown name. */
export interface Account {
  applications: ApplicationInfo[]
  groups: DeploymentGroupInfo[]
  configs: DeploymentConfigInfo[]
  /** Newest first. */
  deployments: DeploymentRecord[]
  pageSizes: Required<PageSizes>
  missingTargets: 'fail' | 'omit'
  leftOutGroups: CodeDeployWorld['leftOutGroups']
  batchedContents: boolean
  leftOutRevisions: CodeDeployWorld['leftOutRevisions']
  /** The deployed revisions of an application, by `revisionKey`. */
  revisions: (application: string) => ReadonlyMap<string, RevisionLocation>
  findDeployment: (id: string) => DeploymentRecord | undefined
  deployment: (id: string) => DeploymentRecord
  application: (name: string) => ApplicationInfo
  findGroup: (application: string, name: string) => DeploymentGroupInfo | undefined
  group: (application: string, name: string) => DeploymentGroupInfo
  config: (name: string) => DeploymentConfigInfo
}

const PAGE_SIZES: Required<PageSizes> = {
  ListApplications: 50,
  ListDeploymentGroups: 50,
  ListDeploymentConfigs: 50,
  ListDeployments: 100,
  ListDeploymentTargets: 100,
  ListDeploymentInstances: 100,
}

const accounts = new WeakMap<RegionWorld, Account>()

/** The account of a region's world, indexed once per world. */
export function accountOf(region: RegionWorld): Account {
  const account = accounts.get(region) ?? index(region.codedeploy ?? {})
  accounts.set(region, account)
  return account
}

function index(world: CodeDeployWorld): Account {
  const applications = byName(world.applications ?? [], (application) => application.applicationName)
  const groups = byName(world.groups ?? [], (group) => groupKey(group.applicationName, group.deploymentGroupName))
  const configs = byName([...BUILT_IN_CONFIGS, ...(world.configs ?? [])], (config) => config.deploymentConfigName)
  const deployments = new Map(
    (world.deployments ?? []).toSorted(newestFirst).map((one) => [one.info.deploymentId, one]),
  )
  const findGroup = (application: string, name: string) => groups.get(groupKey(application, name))
  return {
    applications: [...applications.values()],
    groups: [...groups.values()],
    configs: [...configs.values()],
    deployments: [...deployments.values()],
    pageSizes: { ...PAGE_SIZES, ...world.pageSizes },
    missingTargets: world.missingTargets ?? 'fail',
    leftOutGroups: world.leftOutGroups,
    leftOutRevisions: world.leftOutRevisions,
    batchedContents: world.batchedContents ?? false,
    revisions: revisionsOf(world),
    findDeployment: (id) => deployments.get(id),
    deployment: (id) =>
      expectPresent(deployments.get(id), 'DeploymentDoesNotExistException', `The deployment ${id} could not be found`),
    application: (name) =>
      expectPresent(
        applications.get(name),
        'ApplicationDoesNotExistException',
        `No application found for name: ${name}`,
      ),
    findGroup,
    group: (application, name) =>
      expectPresent(
        findGroup(application, name),
        'DeploymentGroupDoesNotExistException',
        `No Deployment Group found for name: ${name}`,
      ),
    config: (name) =>
      expectPresent(
        configs.get(name),
        'DeploymentConfigDoesNotExistException',
        `No Deployment Configuration found for name: ${name}`,
      ),
  }
}

/** The revisions of each application, gathered when the first is requested. */
function revisionsOf({ deployments = [], groups = [] }: CodeDeployWorld): Account['revisions'] {
  let revisionsByApplication: Map<string, Map<string, RevisionLocation>> | undefined
  const gather = () => {
    const revisionsByKey = new Map<string, Map<string, RevisionLocation>>()
    const add = (application: string | undefined, ...revisions: (RevisionLocation | undefined)[]) => {
      if (application === undefined) return
      const own = revisionsByKey.get(application) ?? new Map<string, RevisionLocation>()
      revisionsByKey.set(application, own)
      for (const revision of revisions) {
        const key = revision && revisionKey(revision)
        if (key) own.set(key, revision)
      }
    }
    for (const { info } of deployments) add(info.applicationName, info.previousRevision, info.revision)
    for (const { applicationName, targetRevision } of groups) add(applicationName, targetRevision)
    return revisionsByKey
  }
  return (application) => {
    revisionsByApplication ??= gather()
    return revisionsByApplication.get(application) ?? new Map()
  }
}

function byName<T>(items: T[], name: (item: T) => string | undefined): Map<string | undefined, T> {
  const pairs = items.map((item) => [name(item) ?? '', item] as const)
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function newestFirst(a: DeploymentRecord, b: DeploymentRecord): number {
  const byTime = (b.info.createTime?.getTime() ?? 0) - (a.info.createTime?.getTime() ?? 0)
  return byTime || ((a.info.deploymentId ?? '') < (b.info.deploymentId ?? '') ? -1 : 1)
}

function groupKey(application: string | undefined, group: string | undefined): string {
  return `${application}/${group}`
}

function expectPresent<T>(item: T | undefined, errorName: string, message: string): T {
  if (item === undefined) throw new AwsError(errorName, message)
  return item
}
