import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  parse,
  validate,
} from 'graphql'

/** Numbers from 0 to below 1 that depend on the seed alone (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface RandomDocument {
  query: string
  variables: Record<string, unknown>
}

/** Texts that an argument of that name may have, such as ids that AWS knows. */
export type Texts = (argument: string) => readonly string[]

/**
 * Valid documents over a schema, made of everything executable: aliases, fragments, inline fragments on interfaces and
 * unions, @skip and @include, variables with and without defaults, and values for them, some of them wrong.
 */
export function* randomDocuments(schema: GraphQLSchema, seed: number, texts: Texts): Generator<RandomDocument> {
  for (let index = 0; ; index++) {
    const document = new Writer(schema, randomNumbers(seed * 100_003 + index), texts).document()
    if (document.query.length < 5_000 && validate(schema, parse(document.query)).length === 0) yield document
  }
}

const DEEPEST = 6

class Writer {
  readonly #schema: GraphQLSchema
  readonly #random: () => number
  readonly #texts: Texts
  readonly #definitions: string[] = []
  readonly #fragments: { name: string; on: GraphQLCompositeType; text: string }[] = []
  readonly #variables: Record<string, unknown> = {}
  #names = 0

  constructor(schema: GraphQLSchema, random: () => number, texts: Texts) {
    this.#schema = schema
    this.#random = random
    this.#texts = texts
  }

  document(): RandomDocument {
    const root = this.#schema.getQueryType()
    if (!root) throw new Error('no Query type')
    const selection = this.#selection(root, 0)
    const definitions = this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : ''
    const fragments = this.#fragments.filter(({ name }, index, all) =>
      [selection, ...all.slice(index + 1).map(({ text }) => text)].some((text) => text.includes(`...${name} `)),
    )
    const texts = fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`)
    return { query: [`query Asked${definitions} ${selection}`, ...texts].join('\n'), variables: this.#variables }
  }

  #chance(share: number): boolean {
    return this.#random() < share
  }

  #oneOf<T>(values: readonly [T, ...T[]] | readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)] as T
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const parts = Array.from({ length: 1 + Math.floor(this.#random() * (depth === 0 ? 3 : 6)) }, () =>
      this.#part(type, depth),
    )
    return `{ ${['__typename', ...parts].slice(this.#chance(0.3) ? 0 : 1).join(' ') || '__typename'} }`
  }

  #part(type: GraphQLCompositeType, depth: number): string {
    if (isUnionType(type) || this.#chance(isAbstractType(type) ? 0.6 : 0.12)) return this.#fragment(type, depth)
    return this.#field(type, depth)
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type]
    const concrete = this.#oneOf(possible)
    const on = this.#oneOf([type, concrete, concrete, ...concrete.getInterfaces()])
    const matching = this.#fragments.filter((fragment) => fragment.on === on || fragment.on === type)
    if (matching.length > 0 && this.#chance(0.4)) return `...${this.#oneOf(matching).name} ${this.#directive()}`
    const text = this.#selection(on, depth + 1)
    if (this.#chance(0.4)) {
      const name = `F${this.#names++}`
      this.#fragments.push({ name, on, text })
      return `...${name} ${this.#directive()}`
    }
    return `... ${on === type && this.#chance(0.5) ? '' : `on ${on.name}`} ${this.#directive()} ${text}`
  }

  #field(type: GraphQLCompositeType, depth: number): string {
    if (isUnionType(type) || this.#chance(0.05)) return '__typename'
    const fields = Object.values(type.getFields()).filter(
      (field) => !field.name.startsWith('_') && (depth < DEEPEST || !isCompositeType(getNamedType(field.type))),
    )
    if (fields.length === 0) return '__typename'
    const field = this.#oneOf(fields)
    const alias = this.#chance(0.25)
      ? `a${this.#names++}: `
      : this.#chance(0.002)
        ? `under_score${this.#names++}: `
        : ''
    const below = getNamedType(field.type)
    const selection = isCompositeType(below) ? this.#selection(below, depth + 1) : ''
    return `${alias}${field.name}${this.#arguments(field.args)} ${this.#directive()} ${selection}`
  }

  #directive(): string {
    if (!this.#chance(0.12)) return ''
    const one = () =>
      `@${this.#oneOf(['skip', 'include'])}(if: ${this.#chance(0.3) ? this.#chance(0.5) : this.#flag()})`
    return this.#chance(0.15) ? `@skip(if: ${this.#flag()}) @include(if: ${this.#flag()})` : one()
  }

  #flag(): string {
    const name = this.#oneOf(['yes', 'no', 'maybe'])
    const type = name === 'maybe' ? 'Boolean = true' : 'Boolean!'
    if (!this.#definitions.includes(`$${name}: ${type}`)) {
      this.#definitions.push(`$${name}: ${type}`)
      if (name !== 'maybe' || this.#chance(0.5)) this.#variables[name] = name === 'yes' || this.#chance(0.2)
      if (name === 'maybe' && this.#chance(0.03)) this.#variables[name] = null
    }
    return `$${name}`
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const passed = args.filter(({ type, name }) => isNonNullType(type) || this.#chance(name === 'first' ? 0.8 : 0.15))
    return passed.length === 0 ? '' : `(${passed.map((argument) => this.#argument(argument)).join(', ')})`
  }

  #argument({ name, type, defaultValue }: GraphQLArgument): string {
    if (!this.#chance(0.4)) return `${name}: ${this.#literal(type, name)}`
    return `${name}: ${this.#variable(isNonNullType(type) && defaultValue !== undefined ? type.ofType : type, name)}`
  }

  #variable(type: GraphQLInputType, name: string): string {
    const variable = `v${this.#names++}`
    const withDefault = !isNonNullType(type) && this.#chance(0.4)
    this.#definitions.push(`$${variable}: ${type}${withDefault ? ` = ${this.#literal(type, name, false)}` : ''}`)
    if (this.#chance(0.03)) this.#variables[variable] = this.#oneOf([{ wrong: 1 }, [[true]], null])
    else if (this.#chance(isNonNullType(type) ? 0.98 : 0.7)) this.#variables[variable] = this.#value(type, name)
    return `$${variable}`
  }

  #literal(type: GraphQLInputType, name: string, open = true): string {
    const within = (inner: GraphQLInputType, innerName: string) =>
      open && this.#chance(0.3) ? this.#variable(inner, innerName) : this.#literal(inner, innerName, open)
    if (isNonNullType(type)) return this.#literal(type.ofType, name, open)
    if (isListType(type)) return `[${this.#several(() => within(type.ofType, name)).join(', ')}]`
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || this.#chance(0.5))
      return `{ ${fields.map((field) => `${field.name}: ${within(field.type, field.name)}`).join(', ')} }`
    }
    if (isEnumType(type)) return this.#oneOf(type.getValues()).name
    return JSON.stringify(this.#value(type, name))
  }

  #value(type: GraphQLInputType, name: string): unknown {
    if (isNonNullType(type)) return this.#value(type.ofType, name)
    if (isListType(type))
      return this.#chance(0.1) ? this.#value(type.ofType, name) : this.#several(() => this.#value(type.ofType, name))
    if (isInputObjectType(type))
      return Object.fromEntries(
        Object.values(type.getFields())
          .filter((field) => isNonNullType(field.type) || this.#chance(0.5))
          .map((field) => [field.name, this.#value(field.type, field.name)]),
      )
    if (isEnumType(type)) return this.#oneOf(type.getValues()).name
    switch (type.name) {
      case 'Int':
        return name === 'first' ? 1 + Math.floor(this.#random() * 3) : Math.floor(this.#random() * 5)
      case 'Float':
        return this.#random()
      case 'Boolean':
        return this.#chance(0.5)
      case 'DateTime':
        return new Date(Date.UTC(2026, 10, 21) - Math.floor(this.#random() * 864e5)).toISOString()
      case 'Duration':
        return `PT${1 + Math.floor(this.#random() * 48)}H`
      default:
        return this.#chance(0.9) ? this.#oneOf([...this.#texts(name), 'nobody']) : 'unknown'
    }
  }

  #several<T>(make: () => T): T[] {
    return Array.from({ length: Math.floor(this.#random() * 4) }, make)
  }
}
