import type { Context } from '../context.ts'
import { activity } from './activity.ts'
import { client, permissions } from './client.ts'
import { naturalKeys, nodes } from './entities.ts'
import { live } from './live/live.ts'
import { resolvers } from './resolvers.ts'
import { createAppConfigSource } from './source.ts'

export const appconfig = {
  name: 'appconfig',
  title: 'AppConfig',
  client,
  permissions,
  resolvers,
  nodes,
  naturalKeys,
  activity,
  live,
  createSource: createAppConfigSource,
  batchedTypes: [],
  probe: async ({ appconfig }: Context, location: string) => appconfig.lists.applications(location).read(undefined),
} as const
