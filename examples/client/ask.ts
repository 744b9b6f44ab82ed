import type { TypedDocumentString } from './generated/graphql.ts'

interface Answer<Data> {
  data?: Data | null
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[]
  extensions?: { aws?: { totalCalls: number } }
}

/**
 * Sends a query to a gateway and resolves to its data. Fields that could not be read are null there and reported on standard
 * error; rejects when nothing was answered at all.
 */
export async function ask<Data, Variables>(
  gateway: string,
  query: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(new URL('/graphql', gateway), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-aws-receipt': '1' },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors = [], extensions } = (await response.json()) as Answer<Data>
  for (const { message, path = [], extensions } of errors) console.error(path.join('.'), extensions.code, message)
  if (!data) throw new Error(`no answer from ${gateway}`)
  console.error(`(${extensions?.aws?.totalCalls} AWS calls)`)
  return data
}
