import { type Identity, READ, READ_LOGS, visibleLocations } from './auth/identity.ts'
import type { Locations } from './aws/locations.ts'
import { Receipt } from './aws/receipt.ts'
import { AwsRequest, type AwsRuntime } from './aws/request/aws-request.ts'
import { READ_TIME_SHARE } from './aws/time-share.ts'
import type { Context, Sources } from './context.ts'
import { forbidden } from './errors.ts'
import { SERVICES } from './services.ts'

/** The request that a context belongs to. */
interface Circumstances {
  /** Returns the signal that ends every AWS call of the request; called once, before the first call. */
  signal: () => AbortSignal
  /** How many milliseconds the request may take. */
  timeoutMs: number
  identity?: Identity
  /** Whether AWS is asked for everything that can still change, whatever is cached. */
  rereads?: boolean
  /** Since when another process may have called AWS for it: `Caller.freshFrom`. */
  freshFrom?: number | undefined
}

export const createContext = (runtime: AwsRuntime, circumstances: Circumstances): Context =>
  new RequestContext(runtime, circumstances) as RequestContext & Sources // the sources are defined below

/**
 * Makes what a request needs when it first needs it: most of a small query would be spent on sources that it never asks.
 * Its members are not #private, for Apollo Server copies a context: its own properties, into an object of its prototype.
 */
class RequestContext implements Omit<Context, keyof Sources> {
  readonly receipt = new Receipt()
  readonly identity?: Identity
  readonly made: Partial<Record<string, Sources[keyof Sources]>> = {}
  private readonly runtime: AwsRuntime
  private readonly circumstances: Circumstances
  private visible: Locations | undefined
  private moment: number | undefined
  private request: AwsRequest | undefined

  constructor(runtime: AwsRuntime, circumstances: Circumstances) {
    this.runtime = runtime
    this.circumstances = circumstances
    this.identity = circumstances.identity
  }

  get readsLogs() {
    return this.identity === undefined || this.identity.scopes.has(READ_LOGS)
  }

  get seenLocations() {
    const { all } = this.runtime.locations
    const names = this.identity && visibleLocations(this.identity)
    return names ? all.filter(({ name }) => names.has(name)).length : all.length
  }

  /** Every read of AWS or of the configuration begins here. Throws FORBIDDEN. */
  get locations(): Locations {
    if (this.identity && !this.identity.scopes.has(READ)) throw forbidden(READ)
    this.visible ??= this.runtime.locations.forRequest(
      this.identity && visibleLocations(this.identity),
      this.circumstances.timeoutMs * READ_TIME_SHARE,
    )
    return this.visible
  }

  get now() {
    this.moment ??= this.runtime.clock()
    return this.moment
  }

  get aws(): AwsRequest {
    const { signal, timeoutMs, rereads, freshFrom } = this.circumstances
    this.request ??= new AwsRequest(
      this.runtime,
      { receipt: this.receipt, signal: signal(), timeoutMs, rereads, freshFrom },
      this.locations,
    )
    return this.request
  }
}

for (const { name, createSource } of SERVICES)
  Object.defineProperty(RequestContext.prototype, name, {
    get(this: RequestContext) {
      this.made[name] ??= createSource(this.aws)
      return this.made[name]
    },
  })
