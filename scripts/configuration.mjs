// Part of npm run codegen: writes the tables of keys in docs/configuration.md and README.md from the schema that the
// configuration is checked against, as it is compiled.
import { readFileSync, writeFileSync } from 'node:fs'
import { DEFAULTS, fileSchema, MEANINGS, VARIABLES } from '../dist/config.js'
import { LOCATION_MEANINGS, location } from '../dist/location-config.js'

const FLAGS = { host: '--host', port: '--port' }
// What holds where nothing is configured, where no value of ours says it.
const UNSET = { locations: "the SDK's own", 'locations[].endpoint': 'AWS' }

/** The words after "expected" in what a mistake is answered with. */
const expected = (schema) => schema.safeParse(Symbol('of no use')).error.issues[0].message

const code = (text) => (text === undefined ? '' : `\`${text}\``)

function written(value) {
  if (typeof value === 'boolean') return code(value ? 'on' : 'off')
  return Array.isArray(value) && value.length === 0 ? 'none' : code(value)
}

function row(key, schema, meaning) {
  if (!meaning) throw new Error(`${key} has no meaning: say it in MEANINGS of src/config.ts`)
  const unset = schema.safeParse(undefined).success ? (UNSET[key] ?? written(DEFAULTS[key])) : 'required'
  return {
    key: code(key),
    variable: code(VARIABLES[key]),
    flag: code(FLAGS[key]),
    unset,
    expects: expected(schema),
    meaning,
  }
}

const rows = [
  ...Object.entries(fileSchema.shape).map(([key, schema]) => row(key, schema, MEANINGS[key])),
  ...Object.entries(location.shape).map(([key, schema]) => row(`locations[].${key}`, schema, LOCATION_MEANINGS[key])),
]

/** Writes the rows under the table header that a file has, in the place of those that are there. */
function write(file, header, cells) {
  const url = new URL(`../${file}`, import.meta.url)
  const [before, after] = readFileSync(url, 'utf8').split(`${header}\n`)
  if (after === undefined) throw new Error(`${file} has no table that begins with ${header}`)
  const [ruler] = after.split('\n', 1)
  const lines = rows.map(
    (row) =>
      `|${cells(row)
        .map((cell) => (cell ? ` ${cell} ` : ' '))
        .join('|')}|`,
  )
  writeFileSync(url, `${before}${[header, ruler, ...lines].join('\n')}${after.slice(after.indexOf('\n\n'))}`)
}

write('README.md', '| Variable | Key in `deploygraph.yaml` | Flag | Default | Meaning |', (row) => [
  row.variable,
  row.key,
  row.flag,
  row.unset,
  row.meaning,
])
write('docs/configuration.md', '| Key | Variable | Flag | Default | Expected | Meaning |', (row) => [
  row.key,
  row.variable,
  row.flag,
  row.unset,
  row.expects,
  row.meaning,
])
