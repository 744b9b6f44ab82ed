/** By the code of an ASCII character: whether it is one of some. */
export type Table = Uint8Array

export const tableOf = (characters: RegExp): Table =>
  Uint8Array.from({ length: 128 }, (_, code) => Number(characters.test(String.fromCharCode(code))))

export const isOneOf = (table: Table, text: string, at: number): boolean => table[text.charCodeAt(at)] === 1

/** Whether so many of these characters stand in a row: a look at every `length`th place, and around those that are one. */
export function hasRun(text: string, table: Table, length: number): boolean {
  for (let at = length - 1; at < text.length; at += length) {
    if (!isOneOf(table, text, at)) continue
    let [from, to] = [at, at + 1]
    while (to - from < length && from > 0 && isOneOf(table, text, from - 1)) from--
    while (to - from < length && to < text.length && isOneOf(table, text, to)) to++
    if (to - from === length) return true
  }
  return false
}
