import {
  type DocumentNode,
  type FieldNode,
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
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Context } from '../../../context.ts'
import type { WrittenTypes } from '../../../graphql/written-fields.ts'
import { type Fragments, fragmentsOf } from '../collect-fields.ts'
import { KeptLists } from './kept-lists.ts'
import { planList, type WriteList } from './list-plan.ts'
import { NOT_WRITABLE } from './writer.ts'

// graphql-jit takes a list that is written for a leaf, and leaves its value as it is.
const WRITTEN = new GraphQLScalarType({ name: '_Written' })

/** The selection of a list that is written, before that became a leaf. */
interface Selection {
  set: SelectionSetNode
  fragments: Fragments['fragments']
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
  readonly #kept = new KeptLists()

  /** Modifies `copy`. */
  constructor(original: GraphQLSchema, copy: GraphQLSchema, types: WrittenTypes) {
    this.schema = copy
    this.#original = original
    this.#types = types
    for (const type of Object.values(copy.getTypeMap()))
      if (isObjectType(type))
        for (const field of Object.values(type.getFields())) {
          const itemType = this.#itemTypeOf(field.type)
          if (!field.resolve || !itemType) continue
          field.type = isNonNullType(field.type) ? new GraphQLNonNull(WRITTEN) : WRITTEN
          field.resolve = this.#writing(itemType, field.resolve)
        }
  }

  /**
   * A document as `schema` executes it; undefined if nothing in it is written. If anything below such a list is left to
   * resolvers, the whole document is, so that nothing is executed twice.
   */
  document(document: DocumentNode): DocumentNode | undefined {
    const fragments = fragmentsOf(document)
    const types = new TypeInfo(this.#original)
    const Field = (node: FieldNode) => {
      const itemType = this.#itemTypeOf(types.getType())
      const { selectionSet: set, ...leaf } = node
      if (!itemType || !set) return undefined
      const selection = { set, fragments }
      this.#plan(itemType, [selection])
      this.#selections.set(leaf, selection)
      return leaf
    }
    try {
      const rewritten = visit(document, visitWithTypeInfo(types, { Field }))
      return rewritten === document ? undefined : rewritten
    } catch (error) {
      if (error !== NOT_WRITABLE) throw error
      return undefined
    }
  }

  /** The type of the items of a list that is written. */
  #itemTypeOf(type: GraphQLOutputType | null | undefined): GraphQLNamedType | undefined {
    if (!type || !isListType(getNullableType(type))) return undefined
    const itemType = getNamedType(type)
    return this.#types[itemType.name] && itemType
  }

  /** Throws NOT_WRITABLE. Several selections are merged. */
  #plan(itemType: GraphQLNamedType, selections: readonly Selection[]): WriteList {
    const [first] = selections
    if (!first) throw NOT_WRITABLE
    // No selection depends on variables any more: see jit-document.ts.
    const source = { schema: this.#original, types: this.#types, fragments: first.fragments, variables: {} }
    const sets = selections.map(({ set }) => set)
    return planList(source, itemType, sets, this.#kept)
  }

  #writing(itemType: GraphQLNamedType, resolve: Resolve): Resolve {
    const writes = new WeakMap<readonly FieldNode[], WriteList>()
    return async (parent, args, context, info) => {
      let write = writes.get(info.fieldNodes)
      if (!write) {
        const selections = info.fieldNodes.flatMap((node) => this.#selections.get(node) ?? [])
        write = this.#plan(itemType, selections)
        writes.set(info.fieldNodes, write)
      }
      const items = await resolve(parent, args, context, info)
      if (items === null || items === undefined) return null
      if (!Array.isArray(items)) throw NOT_WRITABLE
      return write(items, context, info)
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, Context>
