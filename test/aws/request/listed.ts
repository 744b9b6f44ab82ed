import { identity, type Listing } from '../../../src/aws/request/listing.ts'

export interface Listed extends Listing<string> {
  /** The pages that were read, by number, in order. */
  readonly reads: number[]
}

/** A listing that AWS cuts into these pages; an Error in place of a page is thrown when it is read. */
export function listed(key: string, pages: readonly (readonly string[] | Error)[]): Listed {
  const reads: number[] = []
  return {
    key,
    location: `${key}-location`,
    idOf: identity,
    reads,
    read: async (token) => {
      const number = Number(token ?? 0)
      reads.push(number)
      const items = pages[number] ?? []
      if (items instanceof Error) throw items
      return { items, nextToken: number + 1 < pages.length ? String(number + 1) : undefined }
    },
  }
}
