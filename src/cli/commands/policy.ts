import { readdir, readFile, stat } from 'node:fs/promises'
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

// The gateway reads no longer ones.
const MAX_CHARACTERS = 100_000

async function actionsIn(folder: string): Promise<string[]> {
  const { actionsOf } = await import('./actions-of.ts')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) =>
    unreadable('', error),
  )
  const paths = entries
    .filter((entry) => !entry.isDirectory() && /\.(graphql|gql)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  if (paths.length === 0) throw new UsageError('--documents: expected *.graphql files in it, found none')
  const all: string[] = []
  for (const path of paths) {
    const isFile = (await stat(path).catch((error) => unreadable(path, error))).isFile()
    if (!isFile) throw new UsageError(`${path}: expected a file, found something else`)
    const text = await readFile(path, 'utf8').catch((error) => unreadable(path, error))
    if (text.length > MAX_CHARACTERS)
      throw new UsageError(`${path}: expected at most ${MAX_CHARACTERS} characters, found ${text.length}`)
    const { actions, mistakes } = actionsOf(text)
    if (mistakes.length > 0) throw new UsageError(mistakes.map((mistake) => `${path}: ${mistake}`).join('\n'))
    all.push(...actions)
  }
  return all
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): never {
  throw new UsageError(
    `${path || '--documents'}: expected a readable ${path ? 'file' : 'folder'}, found ${code ?? message}`,
  )
}
