import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from '@swc/core'

const FOLDER = new URL('../../src/aws/', import.meta.url)
// What runs once for each client or process.
const ONCE =
  /^calls\/(?:caller-identity|clients|codec|endpoint|permission|direct\/prepared)\.ts$|^shared\/(?:answer-cache|redis\/open|redis\/connection\/.*)\.ts$/
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !ONCE.test(file))
  .sort()

/** The object literals that begin with a spread and go on. */
function spreadFirst(text: string): string[] {
  const { span, ...module } = parseSync(text, { syntax: 'typescript' })
  const bytes = Buffer.from(text)
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, properties, span: own } = node as Partial<Literal>
    if (type === 'ObjectExpression' && own && properties?.[0]?.type === 'SpreadElement' && properties.length > 1)
      found.push(bytes.subarray(own.start - span.start, own.end - span.start).toString())
    Object.values(node).forEach(visit)
  }
  visit(module)
  return found
}

interface Literal {
  type: string
  span: { start: number; end: number }
  properties: { type: string }[]
}

test('finds what it looks for', () => {
  const text = 'const a = () => ({ ...b, c: [{ ...d }, { e, ...f }, { ...g, ...h }] })'
  expect(spreadFirst(text)).toEqual(['{ ...b, c: [{ ...d }, { e, ...f }, { ...g, ...h }] }', '{ ...g, ...h }'])
})

const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8')

// V8 makes a hidden class for each object of such a literal: see docs/performance.md. To override members, use Object.assign.
test('no object literal of src/aws that is made for requests goes on after a spread that it begins with', () => {
  const literals = FILES.map((file) => [file, spreadFirst(textOf(file))] as const)
  expect(literals.filter(([, found]) => found.length > 0)).toEqual([])
})

// Each of their objects makes hidden classes: see docs/performance.md.
test.each([
  ['p-limit', /'p-limit'/],
  ['an AbortController', /new AbortController\(/],
])('src/aws makes nothing for requests with %s', (_, use) => {
  expect(FILES.filter((file) => use.test(textOf(file)))).toEqual([])
})
