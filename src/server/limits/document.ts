import { type ASTVisitor, TypeInfo, ValidationContext, type ValidationRule, visit, visitInParallel } from 'graphql'

/**
 * Holds a document against limits before graphql-js looks at it. It stops at the first limit that is exceeded:
 * the rules of the specification take far longer, some of them the square of what they compare.
 */
export const documentLimits =
  (limits: readonly ValidationRule[]): ValidationRule =>
  (context): ASTVisitor => ({
    Document(document) {
      const schema = context.getSchema()
      for (const limit of limits) {
        let isBroken = false
        const own = new ValidationContext(schema, document, new TypeInfo(schema), (error) => {
          if (!isBroken) context.reportError(error)
          isBroken = true
        })
        visit(document, visitInParallel([limit(own)]))
        if (isBroken) return null // to the other rules the document is empty
      }
    },
  })
