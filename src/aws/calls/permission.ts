import { type AwsCommand, operationName } from './call.ts'
import type { AwsService, Clients } from './clients.ts'
import { refusesCredentials } from './credentials.ts'
import { isClientError, lacksCredentials, toGatewayError } from './errors.ts'

/** An operation that the gateway calls, and how to find out whether that is permitted. */
export interface Permission {
  /** As AWS calls it. */
  operation: string
  /** With an input that is well-formed and names nothing: AWS checks the permission before it looks for a thing. */
  command: AwsCommand
  /** The fields that need it, if everything else works without it. */
  onlyFor?: string
}

export const permission = <Input extends object>(
  operation: { readonly name: string; new (input: Input): AwsCommand },
  input: Input,
  onlyFor?: string,
): Permission => ({ operation: operationName(operation), command: new operation(input), onlyFor })

/** `unanswered`: whether it is permitted is not known, because the call did not get that far. */
export type PermissionState = 'allowed' | 'denied' | 'credentials' | 'unanswered'

/** Makes the call. `message` says why it is not allowed, in AWS's words where they are fit to show. */
export async function checkPermission(
  clients: Clients,
  service: AwsService,
  location: string,
  { operation, command }: Permission,
  timeoutMs: number,
): Promise<{ state: PermissionState; message?: string }> {
  try {
    const client = clients.at(service, location) as unknown as {
      send(command: AwsCommand, options: { abortSignal: AbortSignal }): Promise<unknown>
    }
    await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) })
    return { state: 'allowed' }
  } catch (thrown) {
    const error = toGatewayError(thrown, { service: service.name, operation, location })
    const { code, message } = error
    if (lacksCredentials(error) || refusesCredentials(thrown as Error)) return { state: 'credentials', message }
    if (code === 'AWS_ACCESS_DENIED') return { state: 'denied', message }
    return isClientError(error) ? { state: 'allowed' } : { state: 'unanswered', message }
  }
}
