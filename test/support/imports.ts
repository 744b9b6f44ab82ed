import { parseSync } from '@swc/core'

/** An import of a file. `isType`: it does not exist at run time. */
export interface Import {
  specifier: string
  isType: boolean
}

interface Syntax {
  type: string
  [member: string]: unknown
}

/** Every import of a TypeScript file: declarations, re-exports, `import()` and types of `import('…')`. */
export function importsOf(text: string): Import[] {
  const imports: Import[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    Object.values(value).forEach(visit)
    const node = value as Syntax
    const add = (source: unknown, isType: boolean) => {
      const { value: specifier } = source as { value?: unknown }
      if (typeof specifier === 'string') imports.push({ specifier, isType })
    }
    if (node.type === 'ImportDeclaration' || (/^Export(Named|All)Declaration$/.test(node.type) && node.source))
      add(node.source, node.typeOnly === true || isOfTypes(node.specifiers))
    if (node.type === 'CallExpression' && (node.callee as Syntax).type === 'Import')
      add((node.arguments as { expression: unknown }[])[0]?.expression, false)
    if (node.type === 'TsImportType') add(node.argument, true)
  }
  visit(parseSync(text, { syntax: 'typescript' }))
  return imports
}

const isOfTypes = (specifiers: unknown): boolean =>
  Array.isArray(specifiers) && specifiers.length > 0 && specifiers.every(({ isTypeOnly }) => isTypeOnly === true)
