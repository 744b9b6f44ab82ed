import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { firstBlock, readPage } from '../support/pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const clone = mkdtempSync(join(tmpdir(), 'deploygraph-client-'))
const CLONED = ['src', 'schema', 'examples/client', 'package.json', 'tsconfig.json', 'tsconfig.build.json']
const commands = firstBlock(readPage('examples/client/README.md'), 'sh')

afterAll(() => rmSync(clone, { recursive: true }))

test('the client example lists running deployments and the reasons of failures, and subscribes, with the command on its page', async () => {
  // As after a fresh clone and npm ci, in a folder of its own for what it compiles.
  for (const path of CLONED)
    cpSync(join(root, path), join(clone, path), { recursive: true, filter: (file) => !file.endsWith('/dist') })
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
  const [install, run = ''] = commands?.trim().split('\n') ?? []
  expect(install).toBe('npm ci')
  const [command = '', ...args] = run.split(' ')
  const { stdout } = await promisify(execFile)(command, args, { cwd: clone })

  // The demo runs by the wall clock: which deployments these are differs from hour to hour.
  const [rolling = '', more = ''] = stdout.split('Failed lately:\n')
  const [failed = '', live = ''] = more.split('Live, until all that is under way was told:\n')
  expect(rolling).toMatch(/^ {2}CODEDEPLOY \S.*: [A-Z_]+/m)
  expect(rolling).toMatch(/^ {2}(CODEDEPLOY|APPCONFIG) \S.*: IN_PROGRESS \d+ % \((us-east|eu-west)-1\)$/m)
  expect(rolling).not.toMatch(/unread/)
  expect(failed.match(/^ {2}\S.* d-\w+: [A-Z\d].{10,}$/gm)).toHaveLength(5) // a sentence for each
  expect(failed).toMatch(/^ {4}\S.*: [A-Z]\w+( [A-Z_]+)?( \S+)?$/m) // a target and its failed event
  expect(live).toMatch(/^( {2}PRESENT (CODEDEPLOY|APPCONFIG|IMAGE_BUILDER) \S.*: [A-Z_]+ \(\S+\)\n)+ {2}SYNCED\n$/)
}, 600_000)
