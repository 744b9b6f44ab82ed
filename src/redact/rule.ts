/** The replacement for a credential. */
export const REDACTED = '[redacted]'

/**
 * One kind of credential. No rule may take more than linear time, whatever a script wrote: nothing unbounded follows
 * something unbounded that it could be part of, and what can begin in many places is bounded or begins where something
 * else ended.
 */
export interface Rule {
  /** Of these, in small letters, a text has one in any case if there is something to take out; none: it always may be. */
  hints: readonly string[]
  /** Takes it out of a text; `present` are those of the hints that the text may have. */
  clean: (text: string, present: readonly string[]) => string
}

/** A rule that replaces what a pattern finds. */
export const ruleOf = (hints: readonly string[], pattern: RegExp, replacement = REDACTED): Rule => ({
  hints,
  clean: (text) => text.replace(pattern, replacement),
})

/**
 * A rule for a pattern, in any case, that begins with one of its hints, so that it is tried in these places alone. Of
 * what it finds the first group stays.
 */
export function ruleAtHints(hints: readonly string[], pattern: string): Rule {
  const sticky = new RegExp(pattern, 'iy')
  const find = (text: string) => (at: number) => {
    sticky.lastIndex = at
    const match = sticky.exec(text)
    return match && { prefix: match[1] ?? '', end: sticky.lastIndex }
  }
  return { hints, clean: (text, present) => replacedAt(placesOf(text, present), text, find(text)) }
}

/** A text with REDACTED where `find`, asked at these places from left to right, says that something begins. */
export function replacedAt(
  places: Iterable<number>,
  text: string,
  find: (at: number) => { prefix: string; end: number } | null,
): string {
  let clean = ''
  let done = 0
  for (const at of places) {
    const match = at < done ? null : find(at)
    if (!match) continue
    clean += text.slice(done, at) + match.prefix + REDACTED
    done = match.end
  }
  return done === 0 ? text : clean + text.slice(done)
}

/** Where a text has one of these, in ascending order. */
export function placesOf(text: string, hints: readonly string[]): number[] {
  // Some capitals have two small letters: then a place in the one text is none in the other.
  const lowered = text.toLowerCase()
  const small = lowered.length === text.length ? lowered : text.replace(/[A-Z]+/g, (word) => word.toLowerCase())
  const places: number[] = []
  for (const hint of hints)
    for (let at = small.indexOf(hint); at >= 0; at = small.indexOf(hint, at + 1)) places.push(at)
  return places.sort((one, other) => one - other)
}
