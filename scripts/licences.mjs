// Part of npm run codegen: writes the table of docs/licences.md from package-lock.json.
import { readFileSync, writeFileSync } from 'node:fs'

const page = new URL('../docs/licences.md', import.meta.url)
const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')

const byLicence = new Map()
for (const [path, { license = 'none stated', dev }] of Object.entries(JSON.parse(lock).packages)) {
  if (!path || dev) continue
  byLicence.set(license, (byLicence.get(license) ?? new Set()).add(path.replace(/^.*node_modules\//, '')))
}
const rows = [...byLicence].sort().map(([licence, names]) => `| ${licence} | ${[...names].sort().join(', ')} |`)

const text = readFileSync(page, 'utf8')
const [before] = text.split('| Licence | Packages |\n')
writeFileSync(page, `${before}| Licence | Packages |\n| --- | --- |\n${rows.join('\n')}\n`)
