// A line of a terminal or of a chat.
export const MAX_SENTENCE = 200

/** A text as one line of at most so many characters, 200 by default, the last of them an ellipsis where it was longer. */
export function shortened(text: string, length = MAX_SENTENCE): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line.length > length ? `${beginning(line, length - 1).trimEnd()}…` : line
}

/** The same, with a full stop where no other mark ends it. */
export function sentence(text: string): string {
  const line = shortened(text)
  return /[.!?…]$/.test(line) || line === '' ? line : shortened(`${line}.`)
}

// Half of a character that takes two code units would be no text.

/** At most so many code units of the beginning. */
const beginning = (text: string, length: number): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')

/** At most so many code units of the end. */
export const end = (text: string, length: number): string => text.slice(-length).replace(/^[\uDC00-\uDFFF]/, '')
