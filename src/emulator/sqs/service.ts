import * as sdk from '@aws-sdk/client-sqs'
import type { Reply } from '../rest.ts'
import { operation, type Service } from '../service.ts'
import { AwsError } from '../wire.ts'
import { deleteMessageBatch, receiveMessage } from './messages.ts'

/** The two operations of Amazon SQS that a reader of a queue needs. */
export const service: Service = {
  name: 'sqs',
  target: 'AmazonSQS',
  operations: [
    operation(sdk.ReceiveMessageCommand, checkRequired, receiveMessage),
    operation(sdk.DeleteMessageBatchCommand, checkRequired, deleteMessageBatch),
  ],
  failure,
}

function checkRequired(input: object, required: string[]): void {
  const members = input as Record<string, unknown>
  for (const member of required)
    if (members[member] === undefined || members[member] === '')
      throw new AwsError('MissingRequiredParameterException', `The request must contain the parameter ${member}.`)
}

/** By exception: its name in the older query protocol, which SQS still sends in a header. */
const QUERY_NAMES = new Map(
  Object.values(sdk).flatMap((value: unknown) => {
    if (!Array.isArray(value) || value[0] !== -3) return []
    const [, , name, traits] = value as [-3, string, string, { awsQueryError?: [string, number] }]
    return traits.awsQueryError ? [[name, traits.awsQueryError[0]] as const] : []
  }),
)

/** https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait */
function failure({ name, message, status = 400 }: AwsError): Reply {
  const queryName = QUERY_NAMES.get(name) ?? name.replace(/Exception$/, '')
  return {
    status,
    headers: { 'x-amzn-query-error': `${queryName};${status < 500 ? 'Sender' : 'Receiver'}` },
    body: { __type: `com.amazonaws.sqs#${name}`, message },
  }
}
