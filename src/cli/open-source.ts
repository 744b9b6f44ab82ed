import type { Source } from './source.ts'
import type { Terminal } from './terminal.ts'

/** Opens the source that the flags name; `--url` is a gateway, otherwise AWS is read by this process. */
export async function openSource(
  { url, file }: { url?: string; file?: string },
  terminal: Pick<Terminal, 'credentials'>,
): Promise<Source> {
  if (url !== undefined) {
    const { gatewaySource } = await import('./gateway-source.ts')
    return gatewaySource(url, terminal.credentials)
  }
  const { engineSource } = await import('./engine-source.ts')
  return engineSource(file)
}
