import {
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  ImagebuilderClient,
  ListLifecycleExecutionResourcesCommand,
  ListLifecycleExecutionsCommand,
  ListLifecyclePoliciesCommand,
} from '@aws-sdk/client-imagebuilder'
import type { AwsService } from '../aws/calls/clients.ts'
import { CompiledRestJson } from '../aws/calls/codec.ts'
import { type Permission, permission } from '../aws/calls/permission.ts'

export const client: AwsService<ImagebuilderClient> = {
  name: 'imagebuilder',
  serviceId: 'imagebuilder',
  Client: ImagebuilderClient,
  protocol: CompiledRestJson,
}

const NO_EXECUTION = { lifecycleExecutionId: 'lce-00000000-0000-0000-0000-000000000000' }
const NO_POLICY = 'arn:aws:imagebuilder:us-east-1:000000000000:lifecycle-policy/deploygraph-check'

/** All that the gateway calls. */
export const permissions: readonly Permission[] = [
  permission(GetLifecycleExecutionCommand, NO_EXECUTION),
  permission(GetLifecyclePolicyCommand, { lifecyclePolicyArn: NO_POLICY }),
  permission(ListLifecycleExecutionResourcesCommand, NO_EXECUTION),
  permission(
    ListLifecycleExecutionsCommand,
    { resourceArn: NO_POLICY },
    {
      things: ({ lifecycleExecutions = [] }) =>
        lifecycleExecutions.map(({ lifecycleExecutionId }) => ({ lifecycleExecutionId })),
    },
  ),
  permission(
    ListLifecyclePoliciesCommand,
    {},
    {
      things: ({ lifecyclePolicySummaryList = [] }) =>
        lifecyclePolicySummaryList.map(({ arn }) => ({ lifecyclePolicyArn: arn, resourceArn: arn })),
    },
  ),
]
