import type { ServerResponse } from 'node:http'
import { setInterval as every } from 'node:timers/promises'

/**
 * How the body of a successful answer is broken: it is not JSON; it is shorter than its content-length and the
 * connection closes; its members have other types; it arrives a byte at a time until the client gives up; it has no
 * bytes, or no members; every list begins with null.
 */
export type BadBody =
  | 'malformed'
  | 'truncated'
  | 'wrong type'
  | 'trickle'
  | 'empty'
  | 'no members'
  | 'null entries'
  | Garbage

/**
 * Values of this type instead of all others, at this depth below the body, which is level 0; or null for every member
 * with this name.
 */
export type Garbage = { type: keyof typeof VALUES; depth: number } | { nullMember: string }

const VALUES = { number: 7, string: 'x', boolean: true, list: [7], object: { x: 7 } } as const

const TRICKLE_MS = 20

/** Answers 200 with a broken body; `json` is the intact one. */
export async function sendBadBody(response: ServerResponse, bad: BadBody, type: string, json: string): Promise<void> {
  const head = { 'content-type': type }
  if (typeof bad === 'object') return void response.writeHead(200, head).end(spoilt(json, bad))
  if (bad === 'malformed') return void response.writeHead(200, head).end(`<html>${json}`)
  if (bad === 'empty') return void response.writeHead(200, head).end()
  if (bad === 'no members') return void response.writeHead(200, head).end('{}')
  if (bad === 'null entries') return void response.writeHead(200, head).end(withNulls(json))
  if (bad === 'wrong type') return void response.writeHead(200, head).end(JSON.stringify(ofOtherTypes(json)))
  if (bad === 'truncated') {
    response.writeHead(200, { ...head, 'content-length': json.length + 1 })
    return void response.write(json, () => response.destroy())
  }
  response.writeHead(200, head)
  for await (const _ of every(TRICKLE_MS)) if (response.destroyed || !response.write(' ')) return
}

function spoilt(json: string, garbage: Garbage): string {
  if ('nullMember' in garbage)
    return JSON.stringify(JSON.parse(json, (name, value: unknown) => (name === garbage.nullMember ? null : value)))
  const { type, depth } = garbage
  const below = (value: unknown, level: number): unknown => {
    if (level === 0) return typeOf(value) === type ? value : VALUES[type]
    if (Array.isArray(value)) return value.map((item) => below(item, level - 1))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, below(member, level - 1)]))
  }
  return JSON.stringify(below(JSON.parse(json), depth))
}

const typeOf = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value)

/** A number instead of each list and structure, and a list instead of everything else. */
const ofOtherTypes = (json: string) =>
  Object.fromEntries(
    Object.entries(JSON.parse(json) as object).map(([name, value]) => [name, typeof value === 'object' ? 7 : ['7']]),
  )

const withNulls = (json: string) =>
  JSON.stringify(JSON.parse(json, (_, value: unknown) => (Array.isArray(value) ? [null, ...value] : value)))
