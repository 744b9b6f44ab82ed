const IS_COMMIT = /^(.*\/)?([^@/]+)@([0-9a-f]{7,})$/
const IS_ARCHIVE = /^(.+?)-(\d+)\.(zip|tar|tgz|tar\.gz)$/

/** The shortest text that tells a revision from its neighbours: a commit, "build 8671", or the label as it is. */
export function shortLabel(label: string | null | undefined): string {
  if (!label) return '?'
  const commit = IS_COMMIT.exec(label)
  if (commit?.[3]) return commit[3]
  const archive = IS_ARCHIVE.exec(label)
  return archive?.[2] ? `build ${archive[2]}` : label
}

/** "build 8670 → 8671", "storefront:3534 → 3535": what they have in common is said once. */
export function labelPair(from: string | null | undefined, to: string | null | undefined): string {
  const [a, b] = [shortLabel(from), shortLabel(to)]
  if (!from) return b
  const cut = Math.max(b.lastIndexOf(':'), b.lastIndexOf(' ')) + 1
  const rest = cut > 0 && a.startsWith(b.slice(0, cut)) ? b.slice(cut) : b
  return a === b ? `${a}, again` : `${a} → ${rest}`
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
