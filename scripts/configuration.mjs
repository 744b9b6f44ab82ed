// Part of npm run codegen: writes the table of keys in docs/configuration.md from the schema that the
// configuration is checked against, as it is compiled.
import { readFileSync, writeFileSync } from 'node:fs'
import { LOCATION_MEANINGS, location } from '../dist/config/locations.js'
import { fileSchemaOf, settingsOf } from '../dist/config.js'
import { SERVICES } from '../dist/services.js'

const FLAGS = { host: '--host', port: '--port' }
// Defaults that are not a value of ours.
const UNSET = { locations: "the SDK's own", 'locations[].endpoint': 'AWS' }

/** The words after "expected" in what a mistake is answered with. */
const expected = (schema) => schema.safeParse(Symbol('of no use')).error.issues[0].message

const code = (text) => (text === undefined ? '' : `\`${text}\``)

function written(value) {
  if (typeof value === 'boolean') return code(value ? 'on' : 'off')
  return Array.isArray(value) && value.length === 0 ? 'none' : code(value)
}

function row(key, schema, { variable, unset, meaning }) {
  const isOptional = schema.safeParse(undefined).success
  const value = isOptional ? (UNSET[key] ?? written(unset)) : 'required'
  return [code(key), code(variable), code(FLAGS[key]), value, expected(schema), meaning]
}

// Keys that only the file can have.
const LISTS = {
  apiKeys: { meaning: 'apiKey: the `name`, the `sha256` and the `scopes` of each key' },
  locations: { meaning: 'the accounts and regions to read, in this order' },
}
const settings = settingsOf(SERVICES)
const rows = [
  ...Object.entries(fileSchemaOf(SERVICES).shape).map(([key, schema]) => row(key, schema, settings[key] ?? LISTS[key])),
  ...Object.entries(location.shape).map(([key, schema]) =>
    row(`locations[].${key}`, schema, { meaning: LOCATION_MEANINGS[key] }),
  ),
]

const HEADER = '| Key | Variable | Flag | Default | Expected | Meaning |'
const page = new URL('../docs/configuration.md', import.meta.url)
const [before, after] = readFileSync(page, 'utf8').split(`${HEADER}\n`)
const [ruler] = after.split('\n', 1)
const lines = rows.map((cells) => `|${cells.map((cell) => (cell ? ` ${cell} ` : ' ')).join('|')}|`)
writeFileSync(page, `${before}${[HEADER, ruler, ...lines].join('\n')}${after.slice(after.indexOf('\n\n'))}`)
