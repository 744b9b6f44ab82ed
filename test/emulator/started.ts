import { CodeDeployClient, type CodeDeployClientConfig } from '@aws-sdk/client-codedeploy'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/server.ts'

/** A request that an SDK client was about to send. */
export interface Captured {
  url: string
  headers: Record<string, string>
  body: string
}

const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

/** Starts an emulator that ends with the test. `clientOf` makes a real SDK client for it; `signed` returns the signed
 * request of such a client instead of sending it; `post` sends one and returns status, headers and JSON. */
export async function started(options: EmulatorOptions = {}) {
  const emulator: Emulator = await startEmulator(options)
  stops.push(emulator.stop)

  function clientOf(config: CodeDeployClientConfig = {}): CodeDeployClient {
    const { endpoint, credentials } = emulator
    const client = new CodeDeployClient({ endpoint, credentials, region: 'us-east-1', ...config })
    stops.push(async () => client.destroy())
    return client
  }

  async function signed(send: (client: CodeDeployClient) => Promise<unknown>, config: CodeDeployClientConfig = {}) {
    let captured: Captured | undefined
    const client = clientOf({
      ...config,
      maxAttempts: 1,
      requestHandler: {
        async handle({ headers, body }: { headers: Record<string, string>; body: Uint8Array }) {
          captured = { url: emulator.endpoint, headers, body: new TextDecoder().decode(body) }
          throw new Error('captured')
        },
      },
    })
    await expect(send(client)).rejects.toThrow('captured')
    if (!captured) throw new Error('the client sent nothing')
    return captured
  }

  async function post({ url, headers, body }: Captured) {
    const response = await fetch(url, { method: 'POST', headers, body })
    return {
      status: response.status,
      headers: response.headers,
      json: (await response.json()) as Record<string, unknown>,
    }
  }

  return { emulator, clientOf, client: clientOf(), signed, post }
}
