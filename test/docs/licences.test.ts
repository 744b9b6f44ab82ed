import { readFileSync } from 'node:fs'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

interface Installed {
  license?: string
  dev?: boolean
}

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Installed> }
const production = Object.entries(packages).flatMap(([path, { license = 'none stated', dev }]) =>
  path && !dev ? [{ name: path.replace(/^.*node_modules\//, ''), license }] : [],
)

test('docs/licences.md lists every production package under its licence', () => {
  const namesOf = (license: string) =>
    [...new Set(production.filter((one) => one.license === license).map(({ name }) => name))].sort().join(', ')
  const licences = [...new Set(production.map(({ license }) => license))].sort()
  const rows = [...read('docs/licences.md').matchAll(/^\| (.*) \| (.*) \|$/gm)].slice(2)
  expect(rows.map(([, license, names]) => [license, names])).toEqual(licences.map((one) => [one, namesOf(one)]))
})

// Any other licence needs a decision, and a line in the README.
const PERMISSIVE = /^\(?(MIT|Apache-2\.0|ISC|0BSD|BSD-[23]-Clause|BlueOak-1\.0\.0)( (AND|OR) (MIT|BSD-3-Clause))?\)?$/

test('the README names every production package whose licence is not permissive', () => {
  const others = production.filter(({ license }) => !PERMISSIVE.test(license))
  expect(others).toEqual([{ name: '@apollo/federation-internals', license: 'Elastic-2.0' }])
  for (const { name, license } of others) for (const word of [name, license]) expect(read('README.md')).toContain(word)
})
