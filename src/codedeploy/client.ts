import {
  CodeDeployClient,
  type CodeDeployClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-codedeploy'
import type { AwsService } from '../aws/calls/clients.ts'
import { CompiledAwsJson } from '../aws/calls/codec.ts'
import type { RequestReader } from '../aws/request/request-reader.ts'

export const client: AwsService<CodeDeployClient> = {
  name: 'codedeploy',
  serviceId: 'CodeDeploy',
  Client: CodeDeployClient,
  protocol: CompiledAwsJson,
}

export type CodeDeployReader = RequestReader<ServiceInputTypes, ServiceOutputTypes, CodeDeployClientResolvedConfig>
