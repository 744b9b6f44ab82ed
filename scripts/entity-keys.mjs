// Part of npm run codegen: writes the table of keys in docs/federation.md from the natural keys of the services.
import { readFileSync, writeFileSync } from 'node:fs'
import { SERVICES } from '../dist/services.js'

// Types that share a key, such as those of targets, share a row.
const typesByKey = new Map()
for (const [type, key] of SERVICES.flatMap(({ naturalKeys }) => Object.entries(naturalKeys)))
  typesByKey.set(key, [...(typesByKey.get(key) ?? []), type])

const code = (text) => `\`${text}\``
const rows = [...typesByKey].map(([{ fields, perCall }, types]) =>
  [types.map(code).join(', '), code(fields.join(' ')), perCall ? `${perCall} a call` : 'a call each'].join(' | '),
)
rows.push('`Location` | `name` | no call')

const TABLE = /(?<=\| Type \| Key besides `id` \|.*\n\|.*\n)(\|.*\n)+/
const page = new URL('../docs/federation.md', import.meta.url)
writeFileSync(page, readFileSync(page, 'utf8').replace(TABLE, rows.map((row) => `| ${row} |\n`).join('')))
