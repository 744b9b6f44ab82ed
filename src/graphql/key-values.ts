/** An AWS string map as a list, sorted by key; empty if AWS leaves the map out. */
export const keyValues = (map: Record<string, string> | undefined): { key: string; value: string }[] =>
  Object.entries(map ?? {})
    .map(([key, value]) => ({ key, value }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
