import { type DefinitionNode, type DocumentNode, type EnumTypeExtensionNode, Kind } from 'graphql'

/**
 * The documents with the values of each `extend enum` in the enum itself, in their order: buildSubgraphSchema would drop
 * the descriptions of values that come by extension.
 */
export function mergeEnumExtensions(documents: readonly DocumentNode[]): DocumentNode[] {
  const extensions = documents.flatMap(({ definitions }) =>
    definitions.filter((node): node is EnumTypeExtensionNode => node.kind === Kind.ENUM_TYPE_EXTENSION),
  )
  return documents.map((document) => ({
    ...document,
    definitions: document.definitions.flatMap((node): DefinitionNode[] => {
      if (node.kind === Kind.ENUM_TYPE_EXTENSION) return []
      if (node.kind !== Kind.ENUM_TYPE_DEFINITION) return [node]
      const more = extensions.filter(({ name }) => name.value === node.name.value)
      return [{ ...node, values: [node, ...more].flatMap(({ values }) => values ?? []) }]
    }),
  }))
}
