import * as sdk from '@aws-sdk/client-imagebuilder'
import { type Constraint, violationsOf } from '../constraints.ts'
import { errorShapesOf } from '../rest.ts'
import { type CommandClass, type Operation, operation, type Service } from '../service.ts'
import { AwsError } from '../wire.ts'
import { type Account, accountOf } from './account.ts'
import * as lists from './lists.ts'

/** By member, as the API reference has them. */
const CONSTRAINTS: Record<string, Constraint> = {
  lifecycleExecutionId: {
    pattern: /^lce-[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
  },
  lifecyclePolicyArn: {
    max: 1024,
    pattern:
      /^arn:aws(?:-[a-z]+)*:imagebuilder:[a-z]{2,}(?:-[a-z]+)+-[0-9]+:(?:[0-9]{12}|aws):lifecycle-policy\/[a-z0-9-_]+$/,
  },
  resourceArn: {
    pattern:
      /^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):(?:image-recipe|container-recipe|infrastructure-configuration|distribution-configuration|component|image|image-pipeline|lifecycle-policy|workflow\/(?:build|test|distribution))\/[a-z0-9-_]+(?:\/(?:(?:x|[0-9]+)\.(?:x|[0-9]+)\.(?:x|[0-9]+))(?:\/[0-9]+)?)?$/,
  },
  parentResourceId: { min: 1, max: 1024 },
  filters: { min: 1, max: 10 },
  maxResults: { min: 1, max: 25 },
  nextToken: { min: 1, max: 65_535 },
}

/** EC2 Image Builder's reads of image lifecycles. */
export const service: Service = {
  name: 'imagebuilder',
  errors: errorShapesOf(sdk),
  operations: [
    read(sdk.GetLifecycleExecutionCommand, ({ lifecycleExecutionId }, account) => ({
      lifecycleExecution: account.execution(lifecycleExecutionId).execution,
    })),
    read(sdk.ListLifecycleExecutionsCommand, lists.listLifecycleExecutions),
    read(sdk.ListLifecycleExecutionResourcesCommand, lists.listLifecycleExecutionResources),
    read(sdk.GetLifecyclePolicyCommand, ({ lifecyclePolicyArn }, account) => ({
      lifecyclePolicy: account.policy(lifecyclePolicyArn),
    })),
    read(sdk.ListLifecyclePoliciesCommand, lists.listLifecyclePolicies),
  ],
}

function read<Input extends object, Output>(
  command: CommandClass<Input, Output>,
  handler: (input: Input, account: Account) => Omit<Output, '$metadata'>,
): Operation {
  return operation(command, check, (input, region) => handler(input, accountOf(region)))
}

/** Checks that AWS's front end makes for all services: the model has no exceptions for them. */
function check(input: object, required: string[]): void {
  const violations = violationsOf(input, required, CONSTRAINTS)
  if (violations) throw new AwsError('ValidationException', violations)
}
