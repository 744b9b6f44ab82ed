import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** Trusted documents, each by the id that its client sends and by the sha256 of its text. */
export type Manifest = ReadonlyMap<string, string>

// https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format
const apolloFormat = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), body: z.string() })),
})

// The file of the compiler's persistConfig: https://relay.dev/docs/guides/persisted-queries/
const relayFormat = z.record(z.string(), z.string())

/**
 * The documents of a manifest in the format of Apollo or of Relay. Its errors are added to `mistakes`, including an id
 * that looks like a sha256 and is not that of its text: one of the two was not reviewed.
 */
export async function readManifest(path: string, mistakes: string[]): Promise<Manifest> {
  const manifest = new Map<string, string>()
  for (const { entry, id, body } of await readEntries(path, mistakes)) {
    const name = id.replace(/^sha256:/, '')
    const hash = createHash('sha256').update(body).digest('hex')
    if (/^[\da-f]{64}$/i.test(name) && name !== hash)
      mistakes.push(`${path}: ${entry}: expected the sha256 of its text (${hash}), found ${name}`)
    manifest.set(name, body).set(hash, body)
  }
  return manifest
}

async function readEntries(path: string, mistakes: string[]) {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'))
    const apollo = apolloFormat.safeParse(content).data
    if (apollo)
      return apollo.operations.map(({ id, name, body }, at) => ({ entry: `operations[${at}] (${name})`, id, body }))
    const relay = relayFormat.safeParse(content).data
    if (relay) return Object.entries(relay).map(([id, body]) => ({ entry: id, id, body }))
    mistakes.push(`${path}: expected a manifest of persisted queries in Apollo's or Relay's format, found other JSON`)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!code) mistakes.push(`${path}: expected JSON, found something else`)
    else mistakes.push(`${path}: expected a readable file, found ${code === 'ENOENT' ? 'none' : code}`)
  }
  return []
}
