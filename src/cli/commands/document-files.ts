import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest } from '../../config/manifest.ts'
import { UsageError } from '../usage-error.ts'
import type { DocumentFile } from './linked-documents.ts'

// The gateway reads no longer ones.
const MAX_CHARACTERS = 100_000

/**
 * The documents of `--documents`, in parts that share their fragments: the files of a folder, or each document of a manifest by
 * itself. Throws a UsageError for what cannot be read.
 */
export async function documentFiles(path: string): Promise<DocumentFile[][]> {
  const isManifest = (await stat(path).catch((error) => unreadable('', error))).isFile()
  return isManifest ? (await bodiesOf(path)).map((body) => [body]) : [await filesOf(path)]
}

async function bodiesOf(path: string): Promise<DocumentFile[]> {
  const mistakes: string[] = []
  const manifest = await readManifest(path, mistakes)
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'))
  if (manifest.size === 0) throw new UsageError('--documents: expected documents in the manifest, found none')
  // Each body is there by its id, and then by its sha256.
  const ids = new Map([...manifest].reverse().map(([id, text]) => [text, id]))
  return [...ids].map(([text, id]) => ({ path: `${path}: ${id}`, text }))
}

async function filesOf(folder: string): Promise<DocumentFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) =>
    unreadable('', error),
  )
  const paths = entries
    .filter((entry) => !entry.isDirectory() && /\.(graphql|gql)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
  if (paths.length === 0) throw new UsageError('--documents: expected *.graphql files in it, found none')
  const files: DocumentFile[] = []
  for (const path of paths) {
    const isFile = (await stat(path).catch((error) => unreadable(path, error))).isFile()
    if (!isFile) throw new UsageError(`${path}: expected a file, found something else`)
    const text = await readFile(path, 'utf8').catch((error) => unreadable(path, error))
    if (text.length > MAX_CHARACTERS)
      throw new UsageError(`${path}: expected at most ${MAX_CHARACTERS} characters, found ${text.length}`)
    files.push({ path, text })
  }
  return files
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): never {
  throw new UsageError(
    `${path || '--documents'}: expected a readable ${path ? 'file' : 'folder or manifest'}, found ${code ?? message}`,
  )
}
