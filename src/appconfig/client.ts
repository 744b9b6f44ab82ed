import {
  AppConfigClient,
  type AppConfigClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-appconfig'
import type { AwsService } from '../aws/calls/clients.ts'
import { CompiledRestJson } from '../aws/calls/codec.ts'
import type { ServiceReader } from '../aws/request/service-reader.ts'

export const client: AwsService<AppConfigClient> = {
  name: 'appconfig',
  serviceId: 'AppConfig',
  Client: AppConfigClient,
  protocol: CompiledRestJson,
}

export type AppConfigReader = ServiceReader<ServiceInputTypes, ServiceOutputTypes, AppConfigClientResolvedConfig>
