/** By the code of an ASCII character: whether it is one of some. */
export type Table = Uint8Array

export const tableOf = (characters: RegExp): Table =>
  Uint8Array.from({ length: 128 }, (_, code) => Number(characters.test(String.fromCharCode(code))))

export const isOneOf = (table: Table, text: string, at: number): boolean => table[text.charCodeAt(at)] === 1
