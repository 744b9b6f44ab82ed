import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLOutputType,
  GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Context } from '../../../context.ts'
import type { WrittenTypes } from '../../../graphql/written-fields.ts'
import type { Fragments } from '../collect-fields.ts'
import { KeptLists } from './kept-lists.ts'
import { planList, type WriteList } from './list-plan.ts'
import { NOT_WRITABLE } from './resolved.ts'

// graphql-jit takes a list that is written for a leaf, and leaves its value as it is.
const WRITTEN = new GraphQLScalarType({ name: '_Written' })

/** A selection of a list that is written, before it became a leaf. */
interface Selection {
  node: FieldNode
  itemType: GraphQLNamedType
  fragments: Fragments
}

/**
 * Lets graphql-jit execute documents whose lists are written from the bytes of AWS's answers. `schema` is a copy of the
 * compiler's in which those lists are leaves, which their resolvers answer with what is written.
 */
export class AheadSchema {
  readonly schema: GraphQLSchema
  readonly #original: GraphQLSchema
  readonly #types: WrittenTypes
  readonly #selections = new WeakMap<FieldNode, Selection>()
  readonly #writes = new WeakMap<readonly FieldNode[], WriteList>()
  readonly #kept = new KeptLists()

  /** Modifies `copy`. */
  constructor(original: GraphQLSchema, copy: GraphQLSchema, types: WrittenTypes) {
    this.schema = copy
    this.#original = original
    this.#types = types
    for (const type of Object.values(copy.getTypeMap()))
      if (isObjectType(type))
        for (const field of Object.values(type.getFields())) {
          if (!field.resolve || !this.#isWritten(field.type)) continue
          field.type = isNonNullType(field.type) ? new GraphQLNonNull(WRITTEN) : WRITTEN
          field.resolve = this.#writing(field.resolve)
        }
  }

  /**
   * A document as `schema` executes it; undefined if nothing in it is written. If anything below such a list is left to
   * resolvers, the whole document is, so that nothing is executed twice.
   */
  document(document: DocumentNode): DocumentNode | undefined {
    const fragments = { fragments: fragmentsOf(document), variables: {} }
    const types = new TypeInfo(this.#original)
    let written = 0
    let isWhole = true
    const rewritten = visit(
      document,
      visitWithTypeInfo(types, {
        Field: (node) => {
          const type = types.getType()
          if (!type || !node.selectionSet || !this.#isWritten(type)) return undefined
          const selection = { node, itemType: getNamedType(type), fragments }
          const { selectionSet, ...leaf } = node
          isWhole &&= this.#plan([selection]) !== undefined
          this.#selections.set(leaf, selection)
          written++
          return leaf
        },
      }),
    )
    return written > 0 && isWhole ? rewritten : undefined
  }

  #isWritten(type: GraphQLOutputType): boolean {
    return isListType(getNullableType(type)) && this.#types[getNamedType(type).name] !== undefined
  }

  #plan(selections: readonly Selection[]): WriteList | undefined {
    const [first] = selections
    if (!first) return undefined
    const sets = selections.flatMap(({ node: { selectionSet = [] } }) => selectionSet)
    return planList({ schema: this.#original, ...first.fragments }, first.itemType, sets, this.#types, this.#kept)
  }

  #writing(resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> {
    return async (parent, args, context, info) => {
      let write = this.#writes.get(info.fieldNodes)
      if (!write) {
        write = this.#plan(info.fieldNodes.flatMap((node) => this.#selections.get(node) ?? []))
        if (!write) throw NOT_WRITABLE
        this.#writes.set(info.fieldNodes, write)
      }
      const items = await resolve(parent, args, context, info)
      if (items === null || items === undefined) return null
      if (!Array.isArray(items)) throw NOT_WRITABLE
      return write(items, context, info)
    }
  }
}

const fragmentsOf = ({ definitions }: DocumentNode) =>
  new Map(
    definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  )
