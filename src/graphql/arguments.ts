import { inputError, quote } from '../errors.ts'

/** The values of a filter without UNKNOWN, which AWS cannot filter by. */
export function rejectUnknown<Value extends string>(
  values: readonly Value[],
  argument: string,
): Exclude<Value, 'UNKNOWN'>[] {
  return values.map((value) => {
    if (value === 'UNKNOWN') throw inputError(`"${argument}" had UNKNOWN: expected values that AWS can filter by.`)
    return value as Exclude<Value, 'UNKNOWN'>
  })
}

/** Checks the length of a list of ids before any AWS call is made for it. */
export function assertMaxLength(most: number, ids: readonly string[], argument: string): readonly string[] {
  if (ids.length > most) throw inputError(`"${argument}" had ${ids.length} ids: expected at most ${most}.`)
  return ids
}

/** Checks the length of an id, which AWS's model leaves open: it is sent to AWS, and remembered. */
export function assertMaxCharacters(most: number, id: string, argument: string): string {
  if (id.length > most) throw inputError(`"${argument}" was ${quote(id)}: expected at most ${most} characters.`)
  return id
}
