import { isNonNullType } from 'graphql'
import type { Fault } from '../../src/emulator/faults.ts'
import type { Gateway } from '../support/gateway.ts'
import { type Asked, keyOf, objectsOf, question, type Walk } from './null-law.cases.ts'

/** How a call fails, and the code of the errors that come of it. */
export interface Failing {
  fault: (service: string) => Fault
  code: string
  headers?: Record<string, string>
}

/** Fields of a walk that are queried while one operation fails for them, or all operations do. */
export interface Case {
  walk: Walk
  /** The fields that are asked for. */
  fields: string[]
  /** The operations that fail: those calls alone that the fields make beyond what reads their parents. */
  operations: ReadonlySet<string>
}

type Path = readonly (string | number)[]
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A root field that a call of its own answers, with an input that no other field has and in no batch. */
const SIBLING =
  'sibling: deploymentConfig(deploymentConfigName: "CodeDeployDefault.AllAtOnce", location: $at) { deploymentConfigName }'

/** One case for each operation, or one for all of them. */
export function casesOf(walk: Walk, together: boolean): Case[] {
  const all = new Set([...walk.callers.values()].flatMap((operations) => [...operations]))
  const groups = together ? [all] : [...all].map((operation) => new Set([operation]))
  return groups.map((operations) => ({
    walk,
    fields: [...walk.callers].flatMap(([name, own]) => ([...own].some((one) => operations.has(one)) ? name : [])),
    operations,
  }))
}

const nameOf = ({ walk: { road }, fields, operations }: Case): string =>
  `${road.type.name} { ${fields.join(' ')} } of ${road.fields.join('.')} in ${road.place}, without ${[...operations].join(' ')}`

/** The answer of a case in a region where nothing fails, and the calls that are to fail. */
export async function healthy(gateway: Gateway, { walk, fields, operations }: Case, region: string) {
  const query = question(walk, fields, SIBLING)
  const keys = async ({ query, variables }: Asked) => {
    gateway.emulator.calls.splice(0)
    const answer = await gateway.query(query, variables(region))
    return { answer, calls: new Set(gateway.emulator.calls.splice(0).map(keyOf)) }
  }
  const before = await keys(question(walk, [], SIBLING))
  const { answer, calls } = await keys(query)
  const failing = [...calls].filter((key) => !before.calls.has(key) && operations.has(key.split(' ')[0] ?? ''))
  return { query, answer, failing: new Set(failing) }
}

/** The data that is lost without an error, and the fields that have an error. An empty `lost` means that the law holds. */
export async function broken(
  gateway: Gateway,
  one: Case,
  { query, answer, failing }: Awaited<ReturnType<typeof healthy>>,
  { fault, code, headers }: Failing,
  base: string,
  region: string,
) {
  for (const operation of one.operations) {
    const [service = '', name] = operation.split(':')
    const when = (input: unknown) => failing.has(`${operation} ${JSON.stringify(input).replaceAll(region, '*')}`)
    gateway.faults.push({ service, operation: name, region, when, ...fault(service) })
  }
  const met = await gateway.query(query.query, query.variables(region), headers)
  const { road } = one.walk
  const expectedErrors = new Set(answer.errors?.map(({ path }) => String(path)))
  const errors = (met.errors ?? []).filter(({ path }) => !expectedErrors.has(String(path)))
  const paths = errors.map(({ path = [] }) => path)
  const expected = JSON.parse(JSON.stringify(answer.data).replaceAll(base, region)) as Json
  const hasProblems = road.type.getFields().problems !== undefined
  const reported = new Set((hasProblems ? [...paths, ...problemPaths(met.data, one)] : paths).map(String))
  const isReported: IsReported = (path, actual) => reported.has(String(path)) || isAnswered(path, actual, one)
  const lost = [
    ...(met.data === null ? ['data'] : differences(expected, met.data as Json, isReported, [])),
    ...errors.flatMap(({ path = [], extensions }) =>
      extensions.code === code ? [] : `${path.join('.')}: ${extensions.code}`,
    ),
    ...paths.flatMap((path) => (isOfField(path, one) ? [] : `an error at ${path.join('.')}`)),
    ...(objectsOf(expected, road).length > 0 ? [] : ['nothing was asked']),
    ...(met.data?.sibling ? [] : ['sibling']),
  ]
  const erring = one.fields.filter((field) => paths.some((path) => path.filter(isName)[road.fields.length] === field))
  return { name: nameOf(one), lost, erring }
}

const isName = (key: string | number): key is string => typeof key === 'string'

/** Whether an error is at one of the fields asked for, or within what such a field lists. */
function isOfField(path: Path, { walk: { road }, fields }: Case): boolean {
  const names = path.filter(isName)
  const field = names[road.fields.length]
  return (
    names.length === road.fields.length + 1 &&
    road.fields.every((name, index) => names[index] === name) &&
    field !== undefined &&
    fields.includes(field)
  )
}

/** A failure that a connection reports among its problems counts for all its fields. */
const problemPaths = (data: unknown, { walk: { road }, fields }: Case): Path[] =>
  objectsOf(data, road).length > 0 ? fields.map((field) => [...road.fields, field]) : []

/** Whether an error accounts for the value at a path. */
type IsReported = (path: Path, actual: Json) => boolean

/** Whether a field is never null: it says what it can without the call. */
const isAnswered = (path: Path, actual: Json, one: Case) =>
  actual !== null && isOfField(path, one) && isNonNullType(one.walk.road.type.getFields()[String(path.at(-1))]?.type)

/** Where two answers differ, except where an error is reported: a list may end with the page that it could not read. */
function differences(expected: Json, actual: Json, reported: IsReported, at: Path): string[] {
  if (reported(at, actual)) return []
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const brokenOff = reported([...at, actual.length - 1], null)
    const length = brokenOff ? actual.length : Math.max(expected.length, actual.length)
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differences(expected[index] ?? null, actual[index] ?? null, reported, [...at, index]),
    )
  }
  if (isObject(expected) && isObject(actual))
    return Object.keys(expected).flatMap((key) =>
      differences(expected[key] ?? null, actual[key] ?? null, reported, [...at, key]),
    )
  return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [at.join('.')]
}

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
