import type { Deployment } from '@aws-sdk/client-appconfig'
import type { DeploymentStatus } from '@aws-sdk/client-codedeploy'
import type { LifecycleExecutionStatus } from '@aws-sdk/client-imagebuilder'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { RegionWorld, World } from '../../src/emulator/world.ts'
import type { AwsService } from '../../src/generated/resolvers.ts'

/** The services whose activities these tests make up, with IAM's names. Other services test their own feed. */
export const SERVICE_NAMES = {
  CODEDEPLOY: 'codedeploy',
  APPCONFIG: 'appconfig',
  IMAGE_BUILDER: 'imagebuilder',
} as const satisfies Partial<Record<AwsService, string>>
export type HappeningService = keyof typeof SERVICE_NAMES

/** One activity of a made-up world. */
export interface Happening {
  service: HappeningService
  region: string
  /** Which deployment group, environment or lifecycle policy of its region: 0 to 9. */
  source: number
  /** Counts within its source, older ones first. */
  number: number
  /** Milliseconds since 1970. */
  at: number
  /** As its service spells it. */
  status: string
}

/** How many items a page holds, in each service. */
export interface PageSizes {
  codedeploy?: number
  appconfig?: number
  imagebuilder?: number
}

const APPLICATION = 'shop'
const policyArn = ({ region, source }: Happening) =>
  `arn:aws:imagebuilder:${region}:111122223333:lifecycle-policy/policy-${source}`

/** Identifies an activity; activities of the same time are sorted by it. */
export function idOf({ service, region, source, number }: Happening): string {
  if (service === 'CODEDEPLOY') return `${region}/d-${source}${String(number).padStart(8, '0')}`
  if (service === 'APPCONFIG') return `${region}/${APPLICATION}/env${source}/${number}`
  return `${region}/lce-0000000${source}-0000-0000-0000-${String(number).padStart(12, '0')}`
}

const ownId = (happening: Happening) => idOf(happening).slice(happening.region.length + 1)

/** A world that has these activities; built for each moment. */
export const worldOf =
  (happenings: () => readonly Happening[], pageSizes: PageSizes = {}): World =>
  (region) =>
    regionOf(
      happenings().filter((happening) => happening.region === region),
      pageSizes,
    )

function regionOf(happenings: readonly Happening[], pageSizes: PageSizes): RegionWorld {
  const of = (service: HappeningService) => happenings.filter((happening) => happening.service === service)
  const [codedeploy, appconfig, imagebuilder] = [of('CODEDEPLOY'), of('APPCONFIG'), of('IMAGE_BUILDER')]
  return {
    codedeploy: {
      deployments: codedeploy.map((happening) =>
        deploymentOf({
          deploymentId: ownId(happening),
          applicationName: APPLICATION,
          deploymentGroupName: `group-${happening.source}`,
          status: happening.status as DeploymentStatus,
          createTime: new Date(happening.at),
        }),
      ),
      pageSizes: { ListDeployments: pageSizes.codedeploy ?? 100 },
    },
    appconfig: {
      applications: [{ Id: APPLICATION, Name: APPLICATION }],
      environments: sources(appconfig).map(({ source }) => ({
        ApplicationId: APPLICATION,
        Id: `env${source}`,
        Name: `environment ${source}`,
      })),
      deployments: appconfig.map(({ source, number, at, status }) => ({
        ApplicationId: APPLICATION,
        EnvironmentId: `env${source}`,
        DeploymentNumber: number,
        ConfigurationName: 'flags',
        State: status as Deployment['State'],
        StartedAt: new Date(at),
      })),
      pageSizes: { ListDeployments: pageSizes.appconfig },
    },
    imagebuilder: {
      policies: sources(imagebuilder).map((happening) => ({ arn: policyArn(happening) })),
      executions: imagebuilder.map((happening) => ({
        execution: {
          lifecycleExecutionId: ownId(happening),
          lifecyclePolicyArn: policyArn(happening),
          state: { status: happening.status as LifecycleExecutionStatus },
          startTime: new Date(happening.at),
        },
      })),
      pageSizes: { ListLifecycleExecutions: pageSizes.imagebuilder },
    },
  }
}

const sources = (happenings: readonly Happening[]) => [...new Map(happenings.map((one) => [one.source, one])).values()]

/** Newest first, equal times by id: the order that a feed must have. */
export const newestFirst = (happenings: readonly Happening[]): Happening[] =>
  happenings.toSorted((a, b) => b.at - a.at || (idOf(a) < idOf(b) ? -1 : 1))
