import { Cluster, Command } from 'ioredis'
import { type Change, Guard, type Requests } from './guard.ts'
import type { RedisClient } from './replies.ts'

/** Of a server that is alone, and of a Cluster whose nodes are not known yet. */
const ONLY = ''
/** Any node of a Cluster: for commands without a key, which ioredis sends to one that is there. */
const ANY = 'any'

/** `node` is that of a Cluster, if it is known. */
type OnChange = (change: Change, node: string | undefined) => void

/**
 * The use of Redis for commands of one kind, separately for each node of a Cluster: one that is gone is no reason to do
 * without the others.
 */
export class Guards {
  readonly timeoutMs: number
  readonly #client: RedisClient
  readonly #onChange: OnChange
  readonly #onError: ((error: Error) => void) | undefined
  readonly #guards = new Map<string, Guard>()
  // A request waits for all nodes together as often as for one.
  readonly #requests: Requests = new WeakMap()

  /** `onError` is called with the error of each command that fails. */
  constructor(client: RedisClient, timeoutMs: number, onChange: OnChange, onError?: (error: Error) => void) {
    this.#client = client
    this.timeoutMs = timeoutMs
    this.#onChange = onChange
    this.#onError = onError
  }

  /** For commands about a key, and others with the same hash tag; without one, for commands that have no key. */
  of(key?: string): Guard {
    const node = this.#nodeOf(key)
    if (node !== ONLY) this.#guards.get(ONLY)?.end()
    const guard = this.#guards.get(node) ?? this.#newGuard(node)
    this.#guards.set(node, guard)
    return guard
  }

  /** Whether a part of Redis is not used at present. */
  get isOpen(): boolean {
    return [...this.#guards].some(([node, { isOpen }]) => isOpen && this.#isInUse(node))
  }

  /** Commands that failed, and those that were not sent after others had. */
  get failures(): number {
    return [...this.#guards.values()].reduce((sum, { failures }) => sum + failures, 0)
  }

  #newGuard(node: string): Guard {
    const name = node === ONLY || node === ANY ? undefined : node
    return new Guard(this.timeoutMs, (change) => this.#onChange(change, name), this.#requests, this.#onError)
  }

  #nodeOf(key: string | undefined): string {
    if (!(this.#client instanceof Cluster)) return ONLY
    if (key === undefined) return ANY
    return this.#client.slots[new Command('get', [key]).getSlot() ?? 0]?.[0] ?? ONLY
  }

  /** Whether keys are there: another node has those of one that was replaced. */
  #isInUse(node: string): boolean {
    if (node === ONLY || node === ANY) return true
    return this.#client instanceof Cluster && this.#client.slots.some(([master]) => master === node)
  }
}
