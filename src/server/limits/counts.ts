import { type ASTVisitor, Kind, type SelectionSetNode, type ValidationContext } from 'graphql'
import type { Config } from '../../config.ts'
import { DocumentTooLargeError } from './depth.ts'

// Every field is checked several times before any AWS call. A document without fragments cannot have as many; with
// fragments that spread others a short one could have any number.
export const MAX_FIELDS = 20_000

// Directives are evaluated for every field and fragment they are on; handwritten queries have a few.
const MAX_DIRECTIVES = 500

// Each may use each of the fragments, which graphql-js then looks through again.
const MAX_DEFINITIONS = 250

// Each is an answer with the whole SDL, and a composer needs it once.
const MAX_SERVICES = 1

/** The contents of a selection set with its fragments expanded, each as often as it is spread. */
interface Counts {
  fields: number
  /** Those that are not nested in other fields. */
  ownFields: number
  aliases: number
  directives: number
  services: number
}

/** Refuses an operation with too many fields, fields of Query, aliases, directives or `_service`. */
export const countLimits =
  ({ maxAliases, maxRootFields }: Pick<Config, 'maxAliases' | 'maxRootFields'>) =>
  (context: ValidationContext): ASTVisitor => {
    const countsByFragment = new Map<string, Counts>()
    /** Counts of a fragment, computed once however often it is spread; another rule refuses recursive fragments. */
    const ofFragment = (name: string): Counts => {
      const counts = countsByFragment.get(name)
      if (counts) return counts
      countsByFragment.set(name, NOTHING)
      const counted = countsOf(context.getFragment(name)?.selectionSet)
      countsByFragment.set(name, counted)
      return counted
    }
    const countsOf = (set: SelectionSetNode | undefined): Counts => {
      const counts = { ...NOTHING }
      for (const node of set?.selections ?? []) {
        const isField = node.kind === Kind.FIELD
        const below = node.kind === Kind.FRAGMENT_SPREAD ? ofFragment(node.name.value) : countsOf(node.selectionSet)
        counts.fields += below.fields + (isField ? 1 : 0)
        counts.ownFields += isField ? 1 : below.ownFields
        counts.aliases += below.aliases + (isField && node.alias ? 1 : 0)
        counts.services += below.services + (isField && node.name.value === '_service' ? 1 : 0)
        counts.directives += below.directives + (node.directives?.length ?? 0)
      }
      return counts
    }
    return {
      Document({ definitions }) {
        const { length } = definitions
        if (length <= MAX_DEFINITIONS) return
        const message = `The document has ${length} operations and fragments, expected at most ${MAX_DEFINITIONS}.`
        context.reportError(
          new DocumentTooLargeError(message, { nodes: definitions.slice(MAX_DEFINITIONS, MAX_DEFINITIONS + 1) }),
        )
      },
      OperationDefinition(node) {
        const { fields, ownFields, aliases, directives, services } = countsOf(node.selectionSet)
        const beyond = [
          { count: fields, most: MAX_FIELDS, what: 'fields' },
          { count: ownFields, most: maxRootFields, what: 'fields of Query' },
          { count: aliases, most: maxAliases, what: 'aliases' },
          { count: services, most: MAX_SERVICES, what: 'fields `_service`' },
          { count: directives + (node.directives?.length ?? 0), most: MAX_DIRECTIVES, what: 'directives' },
        ].find(({ count, most }) => count > most)
        if (!beyond) return
        const { count, most, what } = beyond
        const message = `The operation has ${count} ${what} with its fragments spread out, expected at most ${most}.`
        context.reportError(new DocumentTooLargeError(message, { nodes: node }))
      },
    }
  }

const NOTHING: Counts = { fields: 0, ownFields: 0, aliases: 0, directives: 0, services: 0 }
