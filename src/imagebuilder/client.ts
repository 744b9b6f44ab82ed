import { ImagebuilderClient } from '@aws-sdk/client-imagebuilder'
import type { AwsService } from '../aws/calls/clients.ts'
import { CompiledRestJson } from '../aws/calls/codec.ts'

export const client: AwsService<ImagebuilderClient> = {
  name: 'imagebuilder',
  serviceId: 'imagebuilder',
  Client: ImagebuilderClient,
  protocol: CompiledRestJson,
}
