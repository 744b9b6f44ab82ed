import { parseDocument } from 'yaml'

// An AppSpec file has some hundred characters: what is longer would only keep the event loop busy.
const MAX_PARSED_CHARACTERS = 20_000
const MAX_DEPTH = 30

/**
 * The values of an AppSpec file, as they are written, by their paths. Resources and hooks are identified by their
 * names, such as Resources.TargetService.Properties.TaskDefinition, other items of lists by their place from 0.
 */
export type AppSpecValues = ReadonlyMap<string, string>

/** The parent of AppSpecChange: a value that differs, undefined on the side that lacks it. */
export interface AppSpecChange {
  path: string
  from: string | undefined
  to: string | undefined
}

/** The values of an AppSpec file in YAML or JSON; undefined if it is neither. */
export function appSpecValues(content: string): AppSpecValues | undefined {
  const parsed = content.length > MAX_PARSED_CHARACTERS ? undefined : parsedContent(content)
  if (typeof parsed !== 'object' || parsed === null) return undefined
  const values = new Map<string, string>()
  return addValues(parsed, '', 0, values) ? values : undefined
}

/** The differences between two AppSpec files: the values of the new one, in its order, then those that it lacks. */
export function appSpecChanges(from: AppSpecValues, to: AppSpecValues): AppSpecChange[] {
  const removed = [...from].filter(([path]) => !to.has(path))
  return [
    ...[...to]
      .filter(([path, value]) => from.get(path) !== value)
      .map(([path, to]) => ({ path, from: from.get(path), to })),
    ...removed.map(([path, from]) => ({ path, from, to: undefined })),
  ]
}

/** JSON may be indented with tabs, which YAML does not allow. In YAML every value is its literal text. */
function parsedContent(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    const document = parseDocument(content, { schema: 'failsafe', strict: false, uniqueKeys: false })
    if (document.errors.length > 0) return undefined
    try {
      return document.toJS()
    } catch {
      return undefined // more aliases than a file has that a person wrote
    }
  }
}

/** Adds the values below a path. False for values that are nested too deeply: a file may contain itself by an alias. */
function addValues(value: unknown, path: string, depth: number, values: Map<string, string>): boolean {
  if (depth > MAX_DEPTH) return false
  const members = membersOf(value)
  if (members.length === 0) values.set(path, textOf(value))
  return members.every(([step, member]) => {
    const at = step.startsWith('[') || path === '' ? path + step : `${path}.${step}`
    return addValues(member, at, depth + 1, values)
  })
}

function membersOf(value: unknown): [step: string, member: unknown][] {
  if (Array.isArray(value)) return namedItems(value) ?? value.map((item, index) => [`[${index}]`, item])
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).map(([name, member]) => [stepOf(name), member])
}

/** AppSpec's lists of resources and hooks hold maps of one name each; the order of these names means nothing. */
function namedItems(items: readonly unknown[]): [step: string, member: unknown][] | undefined {
  const named = items.flatMap((item): [string, unknown][] => {
    const entries = typeof item === 'object' && item !== null && !Array.isArray(item) ? Object.entries(item) : []
    return entries.length === 1 ? entries : []
  })
  if (named.length < items.length || new Set(named.map(([name]) => name)).size < named.length) return undefined
  return named.map(([name, member]) => [stepOf(name), member])
}

/** A name that would look like more than one step, or like a place in a list, is in quotation marks. */
const stepOf = (name: string) => (/^[^.[\]"]+$/.test(name) ? name : `[${JSON.stringify(name)}]`)

const textOf = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))
