import type { MetadataBearer } from '@smithy/types'
import type { LocationConfig } from '../../config/locations.ts'
import { scrubbed } from '../../redact.ts'
import { type AwsCommand, operationName } from './call.ts'
import { type CallerIdentity, callerIdentity } from './caller-identity.ts'
import type { AwsService, Clients } from './clients.ts'
import { refusesCredentials } from './credentials.ts'
import { isClientError, lacksCredentials, reasonOf, toGatewayError } from './errors.ts'

/** A thing that exists in a location, as members of the inputs that name it. */
export type RealThing = Readonly<Record<string, unknown>>

/** An operation that the gateway calls, and how to find out whether that is permitted. */
export interface Permission {
  /** As AWS calls it. */
  operation: string
  /** With an input that is well-formed and names nothing: AWS checks the permission before it looks for a thing. */
  command: AwsCommand
  /** How many members of the input name something. */
  names: number
  /** The fields that need it, if everything else works without it. */
  onlyFor?: string
  /** The same command about a real thing; undefined if the thing has no member of the input. */
  about(thing: RealThing): AboutThing | undefined
  /** Whether answers name real things. */
  hasThings: boolean
  /** The real things that the answer to a command names. */
  thingsIn(output: MetadataBearer, command: AwsCommand): RealThing[]
}

/** A command about a real thing. */
export interface AboutThing {
  command: AwsCommand
  /** How many members of the input name it. */
  members: number
  /** The ids and names in these members. */
  name: string
}

/** A command class of the SDK, whose output is known by its middleware. */
type CommandClass<Input, Output> = {
  readonly name: string
  new (
    input: Input,
  ): AwsCommand & { resolveMiddleware: (...args: never[]) => (args: { input: Input }) => Promise<{ output: Output }> }
}

interface Use<Input, Output> {
  onlyFor?: string
  /** The things that an answer to an input names, by the members of other inputs. */
  things?: (output: Output, input: Input) => RealThing[]
}

export const permission = <Input extends object, Output extends MetadataBearer>(
  operation: CommandClass<Input, Output>,
  input: Input,
  { onlyFor, things }: Use<Input, Output> = {},
): Permission => ({
  operation: operationName(operation),
  command: new operation(input),
  names: Object.keys(input).length,
  onlyFor,
  about: (thing) => {
    const known = Object.keys(input).filter((member) => thing[member] !== undefined)
    if (known.length === 0) return undefined
    const real = Object.fromEntries(known.map((member) => [member, thing[member]]))
    const name = Object.values(real).flat().map(String).join(' / ')
    return { command: new operation({ ...input, ...real }), members: known.length, name }
  },
  hasThings: things !== undefined,
  thingsIn: (output, command) => things?.(output as Output, (command as unknown as { input: Input }).input) ?? [],
})

/** `unanswered`: whether it is permitted is not known, because the call did not get that far. */
export type PermissionState = 'allowed' | 'denied' | 'credentials' | 'unanswered'

/** The outcome of a call. */
export interface Checked {
  state: PermissionState
  /** Why it is not allowed: of credentials, all that is known; otherwise AWS's words where they are fit to show. */
  message?: string
  /** AWS's or Node's name of the error. */
  errorName?: string
  output?: MetadataBearer
}

/** Makes a call of the permission: its own, or about a real thing. Never rejects. */
export async function checkPermission(
  clients: Clients,
  service: AwsService,
  location: string,
  { operation, command }: Pick<Permission, 'operation' | 'command'>,
  timeoutMs: number,
): Promise<Checked> {
  try {
    const client = clients.at(service, location) as unknown as {
      send(command: AwsCommand, options: { abortSignal: AbortSignal }): Promise<MetadataBearer>
    }
    const output = await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) })
    return { state: 'allowed', output }
  } catch (thrown) {
    return failureOf(thrown, { service: service.name, operation, location })
  }
}

/** Finds out whose credentials a service's client has. Never rejects. */
export async function checkIdentity(
  clients: Clients,
  service: AwsService,
  location: LocationConfig,
  timeoutMs: number,
): Promise<Checked & { identity?: CallerIdentity }> {
  try {
    const identity = await callerIdentity(clients.at(service, location.name), location, timeoutMs)
    return { state: 'allowed', identity }
  } catch (thrown) {
    return failureOf(thrown, { service: 'sts', operation: 'GetCallerIdentity', location: location.name })
  }
}

function failureOf(thrown: unknown, call: { service: string; operation: string; location: string }): Checked {
  const error = toGatewayError(thrown, call)
  const { code, message, aws } = error
  const errorName = aws?.errorName
  // Nobody but the operator sees it, who has to know which file, profile or role it is about.
  if (lacksCredentials(error) || refusesCredentials(thrown as Error))
    return { state: 'credentials', message: scrubbed(reasonOf(error)), errorName }
  if (code === 'AWS_ACCESS_DENIED') return { state: 'denied', message, errorName }
  return isClientError(error) ? { state: 'allowed' } : { state: 'unanswered', message, errorName }
}
