import type { Place } from './place.ts'
import { END, type Member, START, type Structure } from './shape.ts'

type Parsed = Record<string, unknown>

/**
 * A structure of an answer that was indexed instead of parsed. It has an accessor for each member, so it cannot be spread:
 * texts and structures come from the index, everything else from JSON.parse of the whole structure, once.
 */
export class Indexed {
  declare readonly shape: Structure
  /** Its item, and the offset of its record there. */
  readonly place: Place
  readonly offset: number
  /** Takes credentials out of a text. */
  scrub: ((text: string) => string) | undefined
  /** Applied to the parsed structure before it is used. */
  onParsed: ((parsed: object) => void) | undefined
  #parsed: Parsed | undefined

  constructor(place: Place, offset: number) {
    this.place = place
    this.offset = offset
  }

  /** The structure with what was added to it, for JSON.stringify. */
  toJSON(): object {
    const { place, offset, scrub, onParsed, ...added } = this
    return Object.assign({}, this.parsed, added)
  }

  /** A member as the SDK answers it. */
  member({ name, slot, shape }: Member): unknown {
    const start = this.place.record(this.offset + slot)
    const end = this.place.record(this.offset + slot + 1)
    if (end === 0) return undefined
    if (shape.kind === 'text') return this.place.parsed(start, Math.abs(end))
    if (shape.kind === 'structure') return indexed(shape, this.place, start)
    return this.parsed[name]
  }

  /** The structure as the SDK answers it. */
  get parsed(): Parsed {
    if (!this.#parsed) {
      const [start, end] = [this.place.record(this.offset + START), this.place.record(this.offset + END)]
      this.#parsed = this.shape.read(this.place.parsed(start, end)) as Parsed
      this.onParsed?.(this.#parsed)
    }
    return this.#parsed
  }
}

type IndexedClass = new (place: Place, offset: number) => Indexed

const classes = new WeakMap<Structure, IndexedClass>()

/** The object for the structure that has this record. */
export function indexed(shape: Structure, place: Place, offset: number): Indexed {
  const IndexedShape = classes.get(shape) ?? classOf(shape)
  return new IndexedShape(place, offset)
}

function classOf(shape: Structure): IndexedClass {
  class IndexedShape extends Indexed {}
  Object.defineProperty(IndexedShape.prototype, 'shape', { value: shape })
  for (const member of shape.members)
    Object.defineProperty(IndexedShape.prototype, member.name, {
      get(this: Indexed) {
        return this.member(member)
      },
      // Values that are set stay: a source may add members that AWS left out.
      set(this: Indexed, value: unknown) {
        Object.defineProperty(this, member.name, { value, writable: true, enumerable: true, configurable: true })
      },
    })
  classes.set(shape, IndexedShape)
  return IndexedShape
}
