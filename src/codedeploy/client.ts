import {
  CodeDeployClient,
  type CodeDeployClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-codedeploy'
import type { AwsService } from '../aws/calls/clients.ts'
import { indexingAwsJson } from '../aws/calls/codec.ts'
import type { RequestReader } from '../aws/request/request-reader.ts'

/** The texts of a target that its scripts wrote: they may hold credentials. */
export const WRITTEN_BY_SCRIPTS = new Set(['logTail', 'message'])

export const client: AwsService<CodeDeployClient> = {
  name: 'codedeploy',
  serviceId: 'CodeDeploy',
  Client: CodeDeployClient,
  protocol: indexingAwsJson(new Map([['BatchGetDeploymentTargetsOutput', WRITTEN_BY_SCRIPTS]])),
}

export type CodeDeployReader = RequestReader<ServiceInputTypes, ServiceOutputTypes, CodeDeployClientResolvedConfig>
