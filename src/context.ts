import { type AppConfigSource, createAppConfigSource } from './appconfig/source.ts'
import { type Identity, READ, READ_LOGS, visibleLocations } from './auth/identity.ts'
import type { Locations } from './aws/locations.ts'
import { Receipt } from './aws/receipt.ts'
import { Session, type Shared } from './aws/request/aws-request.ts'
import { type CodeDeploySource, createCodeDeploySource } from './codedeploy/source.ts'
import { forbidden } from './errors.ts'
import { createImageBuilderSource, type ImageBuilderSource } from './imagebuilder/source.ts'

/** What one request gets: its sources and its receipt. Nothing here outlives the request. */
export interface Context {
  /** Who asks; undefined where everybody may. The sources know only what they may see. */
  identity?: Identity
  /** Whether they may read what scripts wrote. */
  readsLogs: boolean
  /** How many locations the caller may see. */
  seenLocations: number
  locations: Locations
  receipt: Receipt
  codedeploy: CodeDeploySource
  appconfig: AppConfigSource
  imagebuilder: ImageBuilderSource
}

/** `signal` gives what ends every AWS call of the request; it is asked for once, before the first. */
export const createContext = (shared: Shared, signal: () => AbortSignal, identity?: Identity): Context =>
  new RequestContext(shared, signal, identity)

/**
 * Makes what a request needs when it first needs it: most of a small query would be spent on sources that it never asks.
 * Its members are not #private, for Apollo Server copies a context: its own properties, into an object of its prototype.
 */
class RequestContext implements Context {
  readonly receipt = new Receipt()
  readonly identity?: Identity
  private readonly shared: Shared
  private readonly signal: () => AbortSignal
  private readonly made: Partial<
    Omit<Context, 'receipt' | 'identity' | 'readsLogs' | 'seenLocations'> & { session: Session }
  > = {}

  constructor(shared: Shared, signal: () => AbortSignal, identity: Identity | undefined) {
    this.shared = shared
    this.signal = signal
    this.identity = identity
  }

  get readsLogs() {
    return this.identity === undefined || this.identity.scopes.has(READ_LOGS)
  }

  private get session() {
    this.made.session ??= new Session(this.shared, { receipt: this.receipt, signal: this.signal() }, this.locations)
    return this.made.session
  }

  get seenLocations() {
    const { all } = this.shared.locations
    const names = this.identity && visibleLocations(this.identity)
    return names ? all.filter(({ name }) => names.has(name)).length : all.length
  }

  /** Whatever is read of AWS or of the configuration begins here. Throws FORBIDDEN. */
  get locations() {
    if (this.identity && !this.identity.scopes.has(READ)) throw forbidden(READ)
    this.made.locations ??= this.shared.locations.forRequest(this.identity && visibleLocations(this.identity))
    return this.made.locations
  }

  get codedeploy() {
    this.made.codedeploy ??= createCodeDeploySource(this.session)
    return this.made.codedeploy
  }

  get appconfig() {
    this.made.appconfig ??= createAppConfigSource(this.session)
    return this.made.appconfig
  }

  get imagebuilder() {
    this.made.imagebuilder ??= createImageBuilderSource(this.session)
    return this.made.imagebuilder
  }
}
