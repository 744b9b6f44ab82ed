import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { location } from '../../src/config/locations.ts'
import { fileSchemaOf } from '../../src/config.ts'
import { SERVICES } from '../../src/services.ts'
import { loadConfig } from '../support/config.ts'
import { blocksOf, readPage } from '../support/pages.ts'

/** The rows of the table of a page whose header starts with this text. */
function rows(text: string, header: string): string[][] {
  const [, table = ''] = text.split(`\n| ${header} |`)
  const [, , ...lines] = table.split('\n\n', 1)[0]?.trim().split('\n') ?? []
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

describe('docs/configuration.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-docs-'))
  const file = join(folder, 'deploygraph.yaml')
  afterAll(() => rmSync(folder, { recursive: true }))

  const text = readPage('docs/configuration.md')
  const table = rows(text, 'Key')
  const keys = [
    ...Object.keys(fileSchemaOf(SERVICES).shape),
    ...Object.keys(location.shape).map((key) => `locations[].${key}`),
  ]

  test('lists exactly the keys of a file, as npm run codegen writes them', () => {
    expect(table.map(([key]) => key)).toEqual(keys.map((key) => `\`${key}\``))
  })

  test('has the wording of the error message for each key', async () => {
    const invalid = (shape: object) => Object.fromEntries(Object.keys(shape).map((key) => [key, {}]))
    const forms = new Map<string, string>()
    for (const content of [invalid(fileSchemaOf(SERVICES).shape), { locations: [invalid(location.shape)] }]) {
      writeFileSync(file, JSON.stringify(content))
      const message = String(await loadConfig({ env: { AWS_REGION: 'us-east-1' }, file }).catch(String))
      for (const [, key = '', form = ''] of message.matchAll(
        /deploygraph\.yaml: (\S+): expected (.*), found a mapping$/gm,
      ))
        forms.set(`\`${key.replace('[0]', '[]')}\``, form)
    }
    expect(Object.fromEntries(table.map(([key, , , , form]) => [key, form]))).toEqual(Object.fromEntries(forms))
  })

  test('shows mistakes as the gateway reports them', async () => {
    const [shown = ''] = blocksOf(text, '').flatMap((block) => /^deploygraph: (.*)\n$/s.exec(block)?.[1] ?? [])
    writeFileSync(file, 'port: http\nlocations: [{ name: a, region: Ireland }]')
    const reported = await loadConfig({ env: {}, file }).catch(({ message }: Error) => message)
    expect(shown.split('\n  ')).toEqual(String(reported).replaceAll(`${folder}/`, '').split('\n'))
  })

  test('has the default value of each key', async () => {
    writeFileSync(file, '')
    const env = { AWS_REGION: 'us-east-1' }
    const { receipt, locations, manifest, auth, introspection, isLocal, metrics, warnings, ...others } =
      await loadConfig({
        env,
        file,
      })
    const settings = { ...others, authMode: auth.mode, allowAnonymous: false } // not a member of what is loaded
    const textOf = (value: unknown) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value) || 'none')
    const defaults = table.filter(([, variable, , value]) => variable && value)
    expect(Object.fromEntries(defaults.map(([key, , , value]) => [key, value?.replaceAll('`', '')]))).toEqual(
      Object.fromEntries(
        Object.entries(settings).flatMap(([key, value]) =>
          value === undefined ? [] : [[`\`${key}\``, textOf(value)]],
        ),
      ),
    )
  })
})
