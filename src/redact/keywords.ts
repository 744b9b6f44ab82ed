const NONE: ReadonlySet<string> = new Set()

interface Node {
  keywords: string[]
  /** By class of character. */
  children: Map<number, Node>
  /** Where the first entry of its row is. */
  row: number
}

/** Finds keywords in any case, all in one pass. */
export interface KeywordFinder {
  /** The keywords that a text contains. */
  in: (text: string) => ReadonlySet<string>
  /** Whether the bytes from `start` to `end` (exclusive) contain one. */
  isInBytes: (bytes: Uint8Array, start: number, end: number) => boolean
}

/**
 * Finds keywords, which are ASCII without capitals, with the automaton of Aho and Corasick:
 * https://doi.org/10.1145/360825.360855
 */
export function keywordFinder(keywords: readonly string[]): KeywordFinder {
  const { classes, width } = classesOf(keywords)
  const { next, byRow } = automatonOf(keywords, classes, width)

  return {
    in: (text) => {
      let matches: Set<string> | undefined
      let entry = 0
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        entry = next[(entry >> 1) + (code < 128 ? (classes[code] as number) : 0)] as number
        if ((entry & 1) === 0) continue
        matches ??= new Set()
        for (const keyword of byRow.get(entry >> 1) ?? []) matches.add(keyword)
      }
      return matches ?? NONE
    },
    isInBytes: (bytes, start, end) => {
      let entry = 0
      for (let at = start; at < end; at++) {
        const code = bytes[at] as number
        entry = next[(entry >> 1) + (code < 128 ? (classes[code] as number) : 0)] as number
        if ((entry & 1) === 1) return true
      }
      return false
    },
  }
}

/** By the code of a character: its class. All that no keyword has are of class 0, a capital is of its small letter's. */
function classesOf(keywords: readonly string[]) {
  const characters = [...new Set([...keywords].join(''))]
  const classes = new Uint8Array(128)
  for (const [index, character] of characters.entries()) {
    classes[character.charCodeAt(0)] = index + 1
    classes[character.toUpperCase().charCodeAt(0)] = index + 1
  }
  return { classes, width: characters.length + 1 }
}

/** A row for each beginning of a keyword. An entry is twice the next row, and odd where keywords end. */
function automatonOf(keywords: readonly string[], classes: Uint8Array, width: number) {
  let rows = 0
  const node = (): Node => ({ keywords: [], children: new Map(), row: width * rows++ })
  const root = node()
  for (const keyword of keywords) {
    let last = root
    for (const character of keyword) {
      const kind = classes[character.charCodeAt(0)] ?? 0
      const child = last.children.get(kind) ?? node()
      last.children.set(kind, child)
      last = child
    }
    last.keywords.push(keyword)
  }

  const next = new Int32Array(width * rows)
  const byRow = new Map<number, readonly string[]>()
  // From short beginnings to long ones: `rest` is the row of the longest shorter beginning that the text has ended in.
  const pending = [{ node: root, rest: 0 }]
  for (const { node, rest } of pending) {
    const ends = [...node.keywords, ...(node === root ? [] : (byRow.get(rest) ?? []))]
    if (ends.length > 0) byRow.set(node.row, ends)
    for (let kind = 0; kind < width; kind++) {
      const child = node.children.get(kind)
      const fallback = node === root ? 0 : (next[rest + kind] ?? 0)
      if (child) pending.push({ node: child, rest: fallback >> 1 })
      next[node.row + kind] = child ? child.row * 2 : fallback
    }
  }
  for (const [index, entry] of next.entries()) if (byRow.has(entry >> 1)) next[index] = entry | 1
  return { next, byRow }
}
