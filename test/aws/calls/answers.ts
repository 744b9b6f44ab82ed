import type { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'

/** A whole answer of a shape: every member there, lists and maps of two. */
export function sampleOf(shape: NormalizedSchema): unknown {
  if (shape.isStructSchema())
    return Object.fromEntries([...shape.structIterator()].map(([name, member]) => [name, sampleOf(member)]))
  if (shape.isListSchema()) return [sampleOf(shape.getValueSchema()), sampleOf(shape.getValueSchema())]
  if (shape.isMapSchema()) return { one: sampleOf(shape.getValueSchema()), two: sampleOf(shape.getValueSchema()) }
  if (shape.isTimestampSchema()) return inWords(shape) ? '2026-11-20T09:00:00.125Z' : 1795165200.125
  if (shape.isNumericSchema()) return 2.5
  return shape.isBooleanSchema() ? true : 'text'
}

/** Answers of a shape as a careless AWS might give them: members missing or null, and now and then a wrong type. */
export function answersOf(shape: NormalizedSchema): fc.Arbitrary<unknown> {
  return shape.isStructSchema()
    ? mostly(20, structureOf(shape), fc.constantFrom('', 'text', 5, true))
    : mostly(20, plainOf(shape), WRONG)
}

function plainOf(shape: NormalizedSchema): fc.Arbitrary<unknown> {
  if (shape.isListSchema()) return fc.array(mostly(9, answersOf(shape.getValueSchema()), NULL), { maxLength: 3 })
  if (shape.isMapSchema()) {
    const any = fc.oneof(fc.constantFrom('__proto__', 'prototype', 'toString'), fc.string())
    const names = any.filter((name) => name !== 'constructor') // Jest takes what it finds there for the object's class
    return fc.dictionary(names, mostly(9, answersOf(shape.getValueSchema()), NULL), { maxKeys: 3 })
  }
  if (shape.isTimestampSchema()) return inWords(shape) ? WORDS : SECONDS
  if (shape.isNumericSchema()) return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), NUMBER_WORDS)
  if (shape.isBooleanSchema()) return fc.boolean()
  return fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('null', ': null', '[null]', '"a":null', '\\'))
}

const structureOf = (shape: NormalizedSchema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 1, arbitrary: membersOf(shape, (member) => mostly(9, answersOf(member), NULL)) },
    { weight: 2, arbitrary: membersOf(shape, answersOf) },
  )

function membersOf(shape: NormalizedSchema, valuesOf: (member: NormalizedSchema) => fc.Arbitrary<unknown>) {
  const members = [...shape.structIterator()].map(([name, member]) => [name, valuesOf(member)] as const)
  return fc.record(Object.fromEntries(members), { requiredKeys: [], noNullPrototype: true })
}

const mostly = (weight: number, arbitrary: fc.Arbitrary<unknown>, seldom: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: seldom })

/** AppConfig writes times in words, the other services in seconds. */
const inWords = (shape: NormalizedSchema) => shape.getSchema() === 5

const NULL = fc.constant(null)
const WRONG = fc.constantFrom<unknown>('NaN', '', 'soon', '1795165200', -0, 1e300, true, {}, { tag: 1, value: 5 })
const NUMBER_WORDS = fc.constantFrom('NaN', 'Infinity', '-Infinity', '1')
const SECONDS = fc.oneof(fc.integer(), fc.double({ min: 0, max: 4e9, noNaN: true }), fc.constant('1795165200.5'))
const WORDS = fc.oneof(
  fc
    .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((at) => at.toISOString()),
  fc.constantFrom('2026-11-20T09:00:00Z', '2026-11-20t09:00:00.123456+05:30', '2026-11-20T09:00:00-00:00'),
)
