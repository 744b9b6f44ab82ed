import { readFileSync } from 'node:fs'

// The same path from src/server/ (tests) and from dist/server/ (production). board/build.mjs writes it.
const MANIFEST = new URL('../../dist/board/documents.json', import.meta.url)

/**
 * The texts of the board's documents, which a gateway trusts as it trusts its own pages; none where the board is not
 * built.
 */
export function boardDocuments(manifest = MANIFEST): string[] {
  try {
    return Object.values(JSON.parse(readFileSync(manifest, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
