import type { Context } from '../context.ts'
import { activity } from './activity.ts'
import { client, permissions } from './client.ts'
import { naturalKeys, nodes } from './entities.ts'
import { live } from './live/live.ts'
import { resolvers } from './resolvers.ts'
import { createCodeDeploySource } from './source.ts'
import { writtenTargets } from './written-targets.ts'

export const codedeploy = {
  name: 'codedeploy',
  title: 'CodeDeploy',
  client,
  permissions,
  resolvers,
  nodes,
  naturalKeys,
  activity,
  live,
  createSource: createCodeDeploySource,
  // BatchGetDeploymentGroups takes groups of one application, BatchGetDeploymentTargets targets of one deployment.
  batchedTypes: ['CodeDeployDeployment', 'CodeDeployApplication'],
  writtenTypes: writtenTargets,
  probe: async ({ codedeploy }: Context, location: string) =>
    codedeploy.lists.applicationNamesAt(location).read(undefined),
} as const
