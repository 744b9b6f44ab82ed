import type { Context } from '../context.ts'
import { activity } from './activity.ts'
import { client, permissions } from './client.ts'
import { naturalKeys, nodes } from './entities.ts'
import { live } from './live.ts'
import { resolvers } from './resolvers.ts'
import { createImageBuilderSource } from './source.ts'

export const imagebuilder = {
  name: 'imagebuilder',
  title: 'Image Builder',
  client,
  permissions,
  resolvers,
  nodes,
  naturalKeys,
  activity,
  live,
  createSource: createImageBuilderSource,
  batchedTypes: [],
  probe: async ({ imagebuilder }: Context, location: string) => imagebuilder.policies(location).read(undefined),
} as const
