import type { ActivityType } from './activity/activity-type.ts'
import type { Activity } from './activity/model.ts'
import { appconfig } from './appconfig/service.ts'
import type { AwsService } from './aws/calls/clients.ts'
import type { Permission } from './aws/calls/permission.ts'
import type { AwsRequest } from './aws/request/aws-request.ts'
import { codedeploy } from './codedeploy/service.ts'
import type { Context, Sources } from './context.ts'
import type { NaturalKeys } from './graphql/federation/entities.ts'
import type { NodeReaders } from './graphql/federation/nodes.ts'
import type { WrittenTypes } from './graphql/written-fields.ts'
import { imagebuilder } from './imagebuilder/service.ts'
import type { LiveThing, LiveType } from './live/live-type.ts'

/** A service: everything that the rest of the gateway knows about it. */
export interface Service {
  /** As IAM spells it. Also what its source is called in a context, and its files in schema/ and the contract tag. */
  name: keyof Sources
  /** For people. */
  title: string
  client: AwsService
  /** The operations that it calls: the actions of the policy. */
  permissions: readonly Permission[]
  resolvers: object
  /** How its Nodes are read by id. */
  nodes: NodeReaders
  /** How its entities are read by what AWS calls them. */
  naturalKeys: NaturalKeys
  createSource: (aws: AwsRequest) => Sources[keyof Sources]
  activity: ActivityType<Activity>
  /** Its things that can be watched. */
  live: LiveType<LiveThing>
  /** Types of which any references share AWS calls, whatever they belong to. */
  batchedTypes: readonly string[]
  /** Types whose lists are written from the bytes of AWS's answers. */
  writtenTypes?: WrittenTypes
  /** The cheapest call of the policy in docs/operations.md: whether the service can be read in a location. */
  probe: (context: Context, location: string) => Promise<unknown>
}

/** Every service: schema, context, federation, costs, traces, cache seconds and readiness are made from this list. */
export const SERVICES: readonly Service[] = [codedeploy, appconfig, imagebuilder]
