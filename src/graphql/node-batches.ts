/** How listed items become nodes. */
export interface NodeLoader<T, N> {
  /** How many items fill one call; as soon as so many are known, they are loaded, while the listing goes on. */
  batchSize: number
  /** Nodes in the order of the items: undefined if there is none, or why it cannot be read. */
  load: (items: readonly T[], location: string) => Promise<(N | undefined | Error)[]>
}

/** How items become nodes that AWS answers one by one. */
export const loadEach =
  <T, N>(load: (item: T, location: string) => Promise<N | undefined>): NodeLoader<T, N>['load'] =>
  (items, location) =>
    Promise.all(items.map((item) => load(item, location).catch((error: Error) => error)))

/** The nodes of listed items, loaded in whole batches as the items become known. */
export class NodeBatches<T, N> {
  readonly #size: number
  readonly #load: NodeLoader<T, N>['load']
  /** Of each item its batch, and its index there. */
  readonly #batches: (Promise<(N | undefined | Error)[]> | undefined)[] = []
  readonly #indexes: number[] = []
  readonly #pendingByLocation = new Map<string, { items: T[]; places: number[] }>()

  constructor(size: number, load: NodeLoader<T, N>['load']) {
    this.#size = size
    this.#load = load
  }

  add(items: readonly T[], location: string): void {
    for (const item of items) {
      const pending = this.#pendingByLocation.get(location) ?? { items: [], places: [] }
      this.#pendingByLocation.set(location, pending)
      this.#indexes.push(pending.items.push(item) - 1)
      pending.places.push(this.#batches.push(undefined) - 1)
      if (pending.items.length >= this.#size) this.#send(location)
    }
  }

  /** Loads the rest. */
  end(): void {
    for (const location of this.#pendingByLocation.keys()) this.#send(location)
  }

  /** The node of the item that was added as this one. */
  async node(index: number): Promise<N | undefined | Error> {
    return (await this.#batches[index])?.[this.#indexes[index] ?? 0]
  }

  /** All nodes in the order in which their items were added, without a promise for each. */
  async nodes(): Promise<(N | undefined | Error)[]> {
    const loaded = new Map<object, (N | undefined | Error)[]>()
    for (const batch of this.#batches) if (batch && !loaded.has(batch)) loaded.set(batch, await batch)
    return this.#batches.map((batch, index) => batch && loaded.get(batch)?.[this.#indexes[index] ?? 0])
  }

  #send(location: string): void {
    const { items = [], places = [] } = this.#pendingByLocation.get(location) ?? {}
    this.#pendingByLocation.delete(location)
    const batch = this.#load(items, location)
    batch.catch(() => undefined) // its edges await it
    for (const place of places) this.#batches[place] = batch
  }
}
