import { mayHoldCredentials } from '../../../redact.ts'
import { CLOSE, CLOSE_LIST, COMMA, OPEN, OPEN_LIST } from './bytes.ts'
import { Cursor, NOT_PLAIN } from './cursor.ts'
import { Place } from './place.ts'
import { END, type List, type Member, NEXT, type Sent, START, type Structure, sentAs } from './shape.ts'

const NULL = sentAs('null')
const NOTHING = Buffer.alloc(0)
const NOWHERE = new Place(new Cursor(), 0)

// 25 targets with ten events each take half as many integers. More than a megabyte is not kept for the next answer.
const RECORDS = 16_000
const MAX_KEPT_RECORDS = 250_000

/**
 * Reads JSON without making objects of it: for each structure a record of where its members are. A record has the offset
 * of the next item of its list (0: none), where the structure begins and ends, and two integers for each member: of a text
 * or a number where it begins and ends; of a time its minute since 1970 and one more than its milliseconds in that; of a
 * structure the offset of its record and 1; of a list the offset of its first item and one more than the number of items;
 * 0 and 0 where the member is absent. A negative end says that the bytes of a text are not those that JSON.stringify writes, or
 * may hold credentials.
 */
export class Scanner {
  readonly #beginning: Sent
  readonly item: Structure
  readonly #cursor = new Cursor()
  #records = new Int32Array(RECORDS)
  #used = 0
  /** Where the item begins: all offsets count from there. */
  #place = NOWHERE

  /** `beginning` is how answers begin, to the first of their items. */
  constructor(beginning: string, item: Structure) {
    this.#beginning = sentAs(beginning)
    this.item = item
  }

  /**
   * The items of an answer. Undefined if it is anything else than valid compact JSON of the shape's types, without members
   * that the shape lacks, or has no item at all.
   */
  scan(bytes: Buffer): Place[] | undefined {
    const places: Place[] = []
    const cursor = this.#cursor
    cursor.start(bytes)
    this.#used = 0
    try {
      if (!cursor.matchAll(this.#beginning)) return undefined
      do {
        this.#place = new Place(cursor, this.#used)
        this.#structure(this.item)
        this.#place.recordsEnd = this.#used
        places.push(this.#place)
      } while (cursor.match(COMMA))
      cursor.expect(CLOSE_LIST)
      cursor.expect(CLOSE)
      if (cursor.at !== bytes.length) return undefined
      const records = this.#records.slice(0, this.#used) // the next answer overwrites these
      for (const place of places) place.records = records
      return places
    } catch (error) {
      if (error !== NOT_PLAIN) throw error
      return undefined
    } finally {
      cursor.start(NOTHING) // it would keep the answer in memory, and so would the place
      this.#place = NOWHERE
      if (this.#records.length > MAX_KEPT_RECORDS) this.#records = new Int32Array(RECORDS)
    }
  }

  /** Passes a structure. Returns the offset of its record. */
  #structure(shape: Structure): number {
    const cursor = this.#cursor
    const record = this.#reserve(shape.size)
    this.#records[record + START] = cursor.at - this.#place.at
    cursor.expect(OPEN)
    if (!cursor.match(CLOSE)) {
      let expected = 0
      do {
        const member = memberAt(cursor, shape.members, expected)
        expected = member.index + 1
        this.#member(member, record + member.slot)
      } while (cursor.match(COMMA))
      cursor.expect(CLOSE)
    }
    this.#records[record + END] = cursor.at - this.#place.at
    return record - this.#place.recordsAt
  }

  /** Puts the value of a member in its slot. Null is as if the member were absent. */
  #member({ shape }: Member, slot: number): void {
    if (this.#records[slot + 1] !== 0) throw NOT_PLAIN // twice
    const cursor = this.#cursor
    if (cursor.matchAll(NULL)) return
    if (shape.kind === 'list') this.#list(shape, slot)
    else if (shape.kind === 'structure') this.#put(slot, this.#structure(shape), 1)
    else if (shape.kind === 'time') {
      cursor.time()
      this.#put(slot, cursor.minute, cursor.msOfMinute + 1)
    } else {
      const begin = cursor.at
      const isSame = shape.kind === 'number' ? cursor.number() : cursor.text()
      const isSuspect =
        shape.kind === 'scrubbed' && (!isSame || mayHoldCredentials(cursor.bytes, begin + 1, cursor.at - 1))
      if (isSuspect) this.#place.mayHoldCredentials = true
      const end = cursor.at - this.#place.at
      this.#put(slot, begin - this.#place.at, isSame && !isSuspect ? end : -end)
    }
  }

  #put(slot: number, first: number, second: number): void {
    this.#records[slot] = first
    this.#records[slot + 1] = second
  }

  #list({ item }: List, slot: number): void {
    const cursor = this.#cursor
    cursor.expect(OPEN_LIST)
    // Where the offset of the next item belongs.
    let [count, next] = [0, slot]
    if (!cursor.match(CLOSE_LIST)) {
      do {
        const offset = this.#structure(item) // may replace the records
        this.#records[next] = offset
        next = this.#place.recordsAt + offset + NEXT
        count++
      } while (cursor.match(COMMA))
      cursor.expect(CLOSE_LIST)
    }
    this.#records[slot + 1] = count + 1
  }

  #reserve(size: number): number {
    const record = this.#used
    this.#used += size
    if (this.#used > this.#records.length) {
      const larger = new Int32Array(2 * this.#used)
      larger.set(this.#records)
      this.#records = larger
    }
    this.#records.fill(0, record, this.#used)
    return record
  }
}

/** The member whose name is next, which is passed. AWS keeps to an order. */
function memberAt(cursor: Cursor, members: readonly Member[], expected: number): Member {
  for (let tried = 0; tried < members.length; tried++) {
    const member = members[(expected + tried) % members.length]
    if (member && cursor.matchAll(member.sent)) return member
  }
  throw NOT_PLAIN
}
