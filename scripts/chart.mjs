// Part of npm run codegen: writes the table of values in the README of the Helm chart, and values.schema.json, from
// values.yaml and from the schema of the configuration file.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileSchemaOf, settingsOf } from '../dist/config.js'
import { SERVICES } from '../dist/services.js'
import { configSchemaOf } from './chart/config-schema.mjs'
import { rowsOf, schemaOf, valuesOf } from './chart/values.mjs'

const chart = new URL('../charts/deploygraph/', import.meta.url)
const values = valuesOf(readFileSync(new URL('values.yaml', chart), 'utf8'))
const meanings = Object.fromEntries(Object.entries(settingsOf(SERVICES)).map(([key, { meaning }]) => [key, meaning]))

const TABLE = /(?<=\| Value \| Default \| Meaning \|\n\|.*\n)(\|.*\n)+/
const page = new URL('README.md', chart)
const rows = rowsOf(values).map((row) => `${row}\n`)
writeFileSync(
  page,
  readFileSync(page, 'utf8').replace(TABLE, () => rows.join('')),
)

const schema = schemaOf(values, configSchemaOf(fileSchemaOf(SERVICES), meanings))
writeFileSync(new URL('values.schema.json', chart), `${JSON.stringify(schema, null, 2)}\n`)
