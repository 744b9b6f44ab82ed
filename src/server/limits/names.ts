import type { ASTVisitor, NameNode, ValidationContext } from 'graphql'
import { shorten } from '../../errors.ts'
import { DocumentTooLargeError } from './depth.ts'

// An answer repeats an alias for every object, and errors repeat it in their paths. Routers build aliases from a few
// names.
const MAX_NAME_CHARACTERS = 256

/** Refuses names and aliases beyond this length. */
export const nameLimit = (context: ValidationContext): ASTVisitor => ({
  Name(node: NameNode) {
    const { length } = node.value
    if (length <= MAX_NAME_CHARACTERS) return
    const message = `The name ${shorten(node.value)} has ${length} characters, expected at most ${MAX_NAME_CHARACTERS}.`
    context.reportError(new DocumentTooLargeError(message, { nodes: node }))
  },
})
