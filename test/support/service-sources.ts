import { readdirSync, readFileSync } from 'node:fs'

/** The text of every file of a service in src/, those in its folders included. */
export function sourcesOf(service: string): string[] {
  const folder = new URL(`../../src/${service}/`, import.meta.url)
  const files = readdirSync(folder, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.ts'))
  return files.map((file) => readFileSync(new URL(file, folder), 'utf8'))
}
