const ESCAPE = String.fromCharCode(0x1b)
const BELL = String.fromCharCode(0x07)
const CSI = String.fromCharCode(0x9b)

// ECMA-48: control sequences (CSI), strings (OSC, DCS, SOS, PM, APC) up to their end, and the other escape sequences.
const SEQUENCES = new RegExp(
  [
    `(?:${ESCAPE}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
    `${ESCAPE}[\\]PX^_][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`,
    `${ESCAPE}[ -/]*[0-~]`,
  ].join('|'),
  'g',
)

// Controls, and formats such as those that reverse the direction of text; a lone surrogate is no character.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu

/**
 * A text from AWS as lines that are safe on a terminal: without escape sequences, control characters and characters that
 * change the direction of others. A tab is four spaces.
 */
export const plainLines = (text: string): string[] =>
  text
    .replace(SEQUENCES, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.replaceAll('\t', '    ').replace(UNPRINTABLE, ''))

/** The same in one line. */
export const plain = (text: string): string => plainLines(text).join(' ').trim()

// Beyond ASCII.
const OTHER = /[^\n\x20-\x7e]/gu

/**
 * A value as JSON in one line of characters that no terminal acts upon: others are written as `\u` and four digits, with
 * `isAscii` all but those of ASCII.
 */
export const jsonLine = (value: unknown, isAscii = false): string =>
  JSON.stringify(value).replace(isAscii ? OTHER : UNPRINTABLE, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )

const WIDE = /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}！-｠￠-￦]/u
const COMBINING = /\p{M}/u

/** The number of columns that a plain text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += COMBINING.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** A plain text cut to so many columns, with an ellipsis as the last of them if something was cut. */
export function clip(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  let cut = ''
  let width = 0
  for (const character of text) {
    width += widthOf(character)
    if (width > columns - 1) break
    cut += character
  }
  return columns > 0 ? `${cut}…` : ''
}

const ESCAPES = new RegExp(`(${ESCAPE}\\[[\\d;]*[A-Za-z])`)

const ASCII: Readonly<Record<string, string>> = { '→': '>', '█': '#', '░': '.', '…': '~', '×': 'x', '·': '-' }

/** A text, which may have the colours of `coloured`, for terminals that show ASCII alone: as wide as it was. */
export const asciiOf = (text: string): string =>
  text
    .split(ESCAPES)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(OTHER, (one) => ASCII[one] ?? '?'.repeat(widthOf(one))),
    )
    .join('')
