import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  isTypeDefinitionNode,
  Kind,
  print,
} from 'graphql'

/** Tags the types and Query fields of a service, so that a contract can exclude them. */
export function tagged(document: DocumentNode, name: string): DocumentNode {
  const directives = [tag(name)]
  const mark = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: Node): Node => ({
    ...node,
    directives: [...(node.directives ?? []), ...directives],
  })
  const definition = (node: DefinitionNode): DefinitionNode => {
    if (node.kind === Kind.OBJECT_TYPE_EXTENSION) return { ...node, fields: node.fields?.map(mark) }
    if (node.kind === Kind.ENUM_TYPE_EXTENSION) return { ...node, values: node.values?.map(mark) }
    return isTypeDefinitionNode(node) ? mark(node) : node
  }
  return { ...document, definitions: document.definitions.map(definition) }
}

const tag = (name: string): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'tag' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'name' },
      value: { kind: Kind.STRING, value: name },
    },
  ],
})

// Several subgraphs may have these, each for ids of its own, and no router could tell which of them to ask.
const LEFT_OUT = ['node', 'nodes']

/** The SDL for a composer: the schema with its directives, without the fields of Query that other subgraphs may have. */
export function subgraphSdl({ definitions }: DocumentNode): string {
  const ownDefinitions = definitions.map((node) => {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || node.name.value !== 'Query') return node
    return { ...node, fields: node.fields?.filter(({ name }) => !LEFT_OUT.includes(name.value)) }
  })
  return print({ kind: Kind.DOCUMENT, definitions: ownDefinitions })
}
