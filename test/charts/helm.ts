import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments } from 'yaml'

const CHART = fileURLToPath(new URL('../../charts/deploygraph', import.meta.url))

// biome-ignore lint/style/noProcessEnv: where the program is, not a setting of the gateway
const HELM = process.env.HELM_PATH ?? 'helm'

const hasHelm = (() => {
  try {
    execFileSync(HELM, ['version', '--short'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!hasHelm)
  process.stderr.write(`${HELM} cannot be run: the tests of the chart are not run; HELM_PATH may name another\n`)

/** `describe` where there is a helm. */
export const describeWithHelm = hasHelm ? describe : describe.skip

/** The names that tests install the chart under. */
const RELEASE = 'release'
export const NAMESPACE = 'ops'

/** An object of Kubernetes. */
export interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> }
  // biome-ignore lint/suspicious/noExplicitAny: of each kind another, which the tests validate against Kubernetes' schemas
  [member: string]: any
}

/** Runs helm on the chart with these values; its output. Throws an error with its messages if helm fails. */
function helm(command: readonly string[], values: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-chart-'))
  const file = join(folder, 'values.yaml')
  writeFileSync(file, JSON.stringify(values))
  try {
    const options = ['--namespace', NAMESPACE, '--values', file]
    return execFileSync(HELM, [...command, ...options], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    throw new Error((error as { stderr: string }).stderr)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The text that helm renders of all templates. */
export const renderedText = (values: object): string => helm(['template', RELEASE, CHART], values)

/** The objects that helm renders. */
export const rendered = (values: object): Manifest[] =>
  parseAllDocuments(renderedText(values), { uniqueKeys: true }).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0]
    const manifest: Manifest | null = document.toJS()
    return manifest ? [manifest] : []
  })

/** The notes that helm prints after an installation. */
export const notesOf = (values: object): string =>
  JSON.parse(helm(['install', RELEASE, CHART, '--dry-run=client', '--output', 'json'], values)).info.notes

/** The report of `helm lint`; throws if it has an error or a warning. */
export const lint = (values: object): string => helm(['lint', CHART, '--strict'], values)
