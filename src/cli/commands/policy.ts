import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SERVICES } from '../../services.ts'
import { type Command, EXIT } from '../command.ts'
import { UsageError } from '../usage-error.ts'

export const policy: Command = {
  summary: 'the IAM policy that the gateway needs, or that the given documents need',
  details: `--documents DIR  the folder whose *.graphql and *.gql files, and those of its folders, are the only ones that are run;
                 each file by itself. The descriptions of the selected fields name the actions.`,
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

async function actionsIn(folder: string): Promise<string[]> {
  const { actionsOf } = await import('./actions-of.ts')
  const names = await readdir(folder, { recursive: true }).catch(({ code }: NodeJS.ErrnoException) => {
    throw new UsageError(`--documents: expected a readable folder, found ${code}`)
  })
  const files = names.filter((name) => /\.(graphql|gql)$/.test(name)).sort()
  if (files.length === 0) throw new UsageError('--documents: expected *.graphql files in it, found none')
  const all: string[] = []
  for (const name of files) {
    const path = join(folder, name)
    const { actions, mistakes } = actionsOf(await readFile(path, 'utf8'))
    if (mistakes.length > 0) throw new UsageError(mistakes.map((mistake) => `${path}: ${mistake}`).join('\n'))
    all.push(...actions)
  }
  return all
}
