import { type AppConfigSource, createAppConfigSource } from './appconfig/source.ts'
import type { Locations } from './aws/locations.ts'
import { Receipt } from './aws/receipt.ts'
import { Session, type Shared } from './aws/session.ts'
import { type CodeDeploySource, createCodeDeploySource } from './codedeploy/source.ts'
import { createImageBuilderSource, type ImageBuilderSource } from './imagebuilder/source.ts'

/** What one request gets: its sources and its receipt. Nothing here outlives the request. */
export interface Context {
  locations: Locations
  receipt: Receipt
  codedeploy: CodeDeploySource
  appconfig: AppConfigSource
  imagebuilder: ImageBuilderSource
}

/** `signal` gives what ends every AWS call of the request; it is asked for once, before the first. */
export const createContext = (shared: Shared, signal: () => AbortSignal): Context => new RequestContext(shared, signal)

/**
 * Makes what a request needs when it first needs it: most of a small query would be spent on sources that it never asks.
 * Its members are not #private, for Apollo Server copies a context: its own properties, into an object of its prototype.
 */
class RequestContext implements Context {
  readonly receipt = new Receipt()
  private readonly shared: Shared
  private readonly signal: () => AbortSignal
  private readonly made: Partial<Omit<Context, 'receipt'> & { session: Session }> = {}

  constructor(shared: Shared, signal: () => AbortSignal) {
    this.shared = shared
    this.signal = signal
  }

  private get session() {
    this.made.session ??= new Session(this.shared, { receipt: this.receipt, signal: this.signal() }, this.locations)
    return this.made.session
  }

  get locations() {
    this.made.locations ??= this.shared.locations.forRequest()
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
