import { mayHoldCredentials } from '../../../redact.ts'
import { Cursor, code, NOT_PLAIN } from './cursor.ts'
import { Place } from './place.ts'
import { END, type List, type Member, NEXT, type Shape, START, type Structure } from './shape.ts'
import { passUnknown } from './unknown-members.ts'

const COMMA = code(',')
const OPEN = code('{')
const CLOSE = code('}')
const OPEN_LIST = code('[')
const CLOSE_LIST = code(']')
const N = code('n')
const NULL = Buffer.from('null')
const TRUE = Buffer.from('true')
const FALSE = Buffer.from('false')
const NOTHING = Buffer.alloc(0)

// 25 targets with ten events each take half as many integers. More than a megabyte is not kept for the next answer.
const RECORDS = 16_000
const MAX_KEPT_RECORDS = 250_000

/** Where an item begins, in the text and in the records. */
type Begin = readonly [text: number, records: number]

/**
 * Reads JSON without making objects of it: for each structure a record of where its members are. A record has the offset
 * of the next item of its list (0: none), where the structure begins and ends, and two integers for each member: of a text,
 * a number or a boolean where it begins and ends; of a time its milliseconds (see `Place.time`); of a structure the offset
 * of its record and 1; of a list the offset of its first item and one more than the number of items; 0 and 0 where the member
 * is absent. A negative end says that the bytes of a text are not those that JSON.stringify writes, or may hold credentials.
 */
export class Scanner {
  readonly #beginning: Buffer
  readonly #item: Structure
  readonly #cursor = new Cursor()
  #records = new Int32Array(RECORDS)
  #used = 0
  // Where the item began in the text and in the records: all offsets count from there.
  #textBegin = 0
  #recordsBegin = 0

  /** For answers that have one list of structures, of this name. */
  constructor(list: string, item: Structure) {
    this.#beginning = Buffer.from(`{"${list}":[`)
    this.#item = item
  }

  /**
   * The items of an answer. Undefined if it is anything else than valid compact JSON of the shape's types, whose items
   * have no member that the shape lacks, or no item at all.
   */
  scan(bytes: Buffer): Place[] | undefined {
    const begins: Begin[] = []
    const cursor = this.#cursor
    cursor.start(bytes)
    this.#used = 0
    try {
      if (!cursor.matchAll(this.#beginning)) return undefined
      do begins.push(this.#passItem())
      while (cursor.match(COMMA))
      cursor.expect(CLOSE_LIST)
      cursor.expect(CLOSE)
      if (cursor.at !== bytes.length) return undefined
      const records = this.#records.slice(0, this.#used)
      return begins.map(
        ([at, recordsAt], index) =>
          new Place(bytes, cursor.view, at, records, recordsAt, begins[index + 1]?.[1] ?? this.#used),
      )
    } catch (error) {
      if (error !== NOT_PLAIN) throw error
      return undefined
    } finally {
      cursor.start(NOTHING) // it would keep the answer in memory
      if (this.#records.length > MAX_KEPT_RECORDS) this.#records = new Int32Array(RECORDS)
    }
  }

  /** Passes an item. Returns where it begins. */
  #passItem(): Begin {
    const begin: Begin = [this.#cursor.at, this.#used]
    ;[this.#textBegin, this.#recordsBegin] = begin
    this.#structure(this.#item, false)
    return begin
  }

  /** The record of a structure; members that the shape lacks are passed if it `takesUnknown`. */
  #structure(shape: Structure, takesUnknown: boolean): number {
    const cursor = this.#cursor
    const record = this.#reserve(shape.size)
    this.#records[record + START] = cursor.at - this.#textBegin
    cursor.expect(OPEN)
    if (!cursor.match(CLOSE)) {
      let expected = 0
      do {
        const member = memberAt(cursor, shape.members, expected)
        if (member) {
          expected = member.index + 1
          this.#member(member, record + member.slot)
        } else if (takesUnknown) passUnknown(cursor)
        else throw NOT_PLAIN
      } while (cursor.match(COMMA))
      cursor.expect(CLOSE)
    }
    this.#records[record + END] = cursor.at - this.#textBegin
    return record
  }

  /** Puts the value of a member in its slot. Null is as if the member were absent. */
  #member({ shape }: Member, slot: number): void {
    if (this.#records[slot + 1] !== 0) throw NOT_PLAIN // twice
    const cursor = this.#cursor
    if (cursor.bytes[cursor.at] === N && cursor.matchAll(NULL)) return
    if (shape.kind === 'structure') {
      const record = this.#structure(shape, true)
      this.#records[slot] = record - this.#recordsBegin
      this.#records[slot + 1] = 1
    } else if (shape.kind === 'list') this.#list(shape, slot)
    else if (shape.kind === 'time') {
      cursor.time()
      this.#records[slot] = cursor.timeHigh
      this.#records[slot + 1] = 2 * cursor.timeLow + 1
    } else {
      const begin = cursor.at - this.#textBegin
      const isAsWritten = this.#scalar(shape.kind)
      const end = cursor.at - this.#textBegin
      this.#records[slot] = begin
      this.#records[slot + 1] = isAsWritten ? end : -end
    }
  }

  /** Passes a value. Returns whether it may be copied as it is. */
  #scalar(kind: Exclude<Shape['kind'], 'structure' | 'list' | 'time'>): boolean {
    const cursor = this.#cursor
    const begin = cursor.at
    switch (kind) {
      case 'text':
        return cursor.text()
      case 'scrubbed':
        return cursor.text() && !mayHoldCredentials(cursor.bytes, begin + 1, cursor.at - 1)
      case 'number':
        cursor.number()
        return true
      case 'boolean':
        if (!cursor.matchAll(TRUE) && !cursor.matchAll(FALSE)) throw NOT_PLAIN
        return true
    }
  }

  #list({ item }: List, slot: number): void {
    const cursor = this.#cursor
    cursor.expect(OPEN_LIST)
    let [count, last] = [0, 0]
    if (!cursor.match(CLOSE_LIST)) {
      do {
        const record = this.#structure(item, true)
        const offset = record - this.#recordsBegin
        if (count === 0) this.#records[slot] = offset
        else this.#records[last + NEXT] = offset
        last = record
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

/** The member whose name is next, which is passed; undefined if it is none of these. AWS keeps to an order. */
function memberAt(cursor: Cursor, members: readonly Member[], expected: number): Member | undefined {
  for (let tried = 0; tried < members.length; tried++) {
    const member = members[(expected + tried) % members.length]
    if (member && cursor.matchName(member.sent)) return member
  }
  return undefined
}
