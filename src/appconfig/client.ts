import {
  AppConfigClient,
  type AppConfigClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-appconfig'
import type { AwsService } from '../aws/calls/clients.ts'
import { CompiledRestJson } from '../aws/calls/codec.ts'
import type { RequestReader } from '../aws/request/request-reader.ts'

export const client: AwsService<AppConfigClient> = {
  name: 'appconfig',
  serviceId: 'AppConfig',
  Client: AppConfigClient,
  protocol: CompiledRestJson,
}

export type AppConfigReader = RequestReader<ServiceInputTypes, ServiceOutputTypes, AppConfigClientResolvedConfig>
