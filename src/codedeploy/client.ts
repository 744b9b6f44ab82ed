import {
  CodeDeployClient,
  type CodeDeployClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-codedeploy'
import type { AwsService } from '../aws/calls/clients.ts'
import { CompiledAwsJson } from '../aws/calls/codec.ts'
import type { ServiceReader } from '../aws/request/service-reader.ts'

export const client: AwsService<CodeDeployClient> = {
  name: 'codedeploy',
  serviceId: 'CodeDeploy',
  Client: CodeDeployClient,
  protocol: CompiledAwsJson,
}

export type CodeDeployReader = ServiceReader<ServiceInputTypes, ServiceOutputTypes, CodeDeployClientResolvedConfig>
