import { SERVICES } from '../../services.ts'
import { type Command, EXIT } from '../command.ts'
import { UsageError } from '../usage-error.ts'

export const policy: Command = {
  summary: 'the IAM policy that the gateway needs, or that the given documents need',
  details: `--documents PATH  a folder whose *.graphql and *.gql files, and those of its folders, are the only ones that are run,
                  or a manifest of trusted documents. The descriptions of the selected fields name the actions.`,
  run: async ({ flags: { documents }, terminal }) => {
    const actions =
      documents === undefined
        ? SERVICES.flatMap(({ name, permissions }) => permissions.map(({ operation }) => `${name}:${operation}`))
        : await actionsIn(documents)
    const statement = {
      ...{ Sid: 'DeploygraphReads', Effect: 'Allow' },
      ...{ Action: [...new Set(actions)].sort(), Resource: '*' },
    }
    terminal.out(`${JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)}\n`)
    return EXIT.ok
  },
}

async function actionsIn(path: string): Promise<string[]> {
  const [{ actionsOf }, { documentFiles }, { linkedDocuments }] = await Promise.all([
    import('./actions-of.ts'),
    import('./document-files.ts'),
    import('./linked-documents.ts'),
  ])
  const linked = (await documentFiles(path)).map(linkedDocuments)
  throwMistakes(linked)
  const read = linked.flatMap(({ documents }) => documents.map(actionsOf))
  throwMistakes(read)
  return read.flatMap(({ actions }) => actions)
}

/** A mistake in a fragment is found in each document that reaches it. */
function throwMistakes(of: readonly { mistakes: string[] }[]): void {
  const mistakes = new Set(of.flatMap(({ mistakes }) => mistakes))
  if (mistakes.size > 0) throw new UsageError([...mistakes].join('\n'))
}
