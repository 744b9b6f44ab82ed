import { AppConfigClient, type AppConfigClientConfig } from '@aws-sdk/client-appconfig'
import { ImagebuilderClient, type ImagebuilderClientConfig } from '@aws-sdk/client-imagebuilder'
import type { EmulatorOptions } from '../../src/emulator/server.ts'
import { started } from './started.ts'

interface Sent {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body?: Uint8Array<ArrayBuffer>
}

/** Starts an emulator that ends with the test and makes real clients of the REST services for it. `exchange` returns
 * the request that a client signs for a call and the answer of the emulator, both as they are sent. */
export async function startedRest(options: EmulatorOptions = {}) {
  const { emulator } = await started(options)
  const { endpoint, credentials } = emulator
  const config = { endpoint, credentials, region: 'us-east-1', maxAttempts: 1 }
  const appConfigOf = (more: AppConfigClientConfig = {}) => new AppConfigClient({ ...config, ...more })
  const imageBuilderOf = (more: ImagebuilderClientConfig = {}) => new ImagebuilderClient({ ...config, ...more })

  async function exchange(call: (config: { requestHandler: object }) => Promise<unknown>) {
    let sent: Sent | undefined
    const handle = async (request: Sent) => {
      sent = request
      throw new Error('captured')
    }
    await expect(call({ requestHandler: { handle } })).rejects.toThrow('captured')
    if (!sent) throw new Error('the client sent nothing')
    const { method, path, query, headers, body } = sent
    const parameters = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    const url = path + (parameters.length ? `?${parameters.join('&')}` : '')
    const { host, 'content-length': length, ...fetched } = headers
    const response = await fetch(endpoint + url, { method, headers: fetched, body })
    return {
      request: { line: `${method} ${url}`, headers, body: new TextDecoder().decode(body) },
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }
  }

  return { emulator, appConfig: appConfigOf(), appConfigOf, imageBuilder: imageBuilderOf(), imageBuilderOf, exchange }
}
