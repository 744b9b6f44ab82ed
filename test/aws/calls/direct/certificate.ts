import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The certificate of a server on 127.0.0.1, and the authority that signed it. */
export interface Certificate {
  key: string
  cert: string
  /** In PEM. */
  authority: string
  /** The same as a file. */
  authorityFile: string
}

/** A certificate of an authority of its own, made with openssl; undefined if there is none. */
export function makeCertificate(): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-test-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n')
  try {
    openssl(
      ...['req', '-x509', ...newKey, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '2'],
      ...['-subj', '/CN=deploygraph test authority', '-addext', 'basicConstraints=critical,CA:TRUE'],
    )
    openssl('req', ...newKey, '-keyout', file('key'), '-out', file('request'), '-subj', '/CN=127.0.0.1')
    openssl(
      ...['x509', '-req', '-in', file('request'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-CAcreateserial'],
      ...['-out', file('cert'), '-days', '2', '-extfile', file('names')],
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const read = (name: string) => readFileSync(file(name), 'utf8')
  return { key: read('key'), cert: read('cert'), authority: read('ca.pem'), authorityFile: file('ca.pem') }
}
