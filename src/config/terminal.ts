/** The environment of a person or a script that asks by the terminal. */
export interface TerminalEnvironment {
  /** `DEPLOYGRAPH_TOKEN`: sent to a gateway as `Authorization: Bearer`. */
  token?: string
  /** `DEPLOYGRAPH_API_KEY`: sent to a gateway as `x-api-key`. */
  apiKey?: string
  /** Whether output has no colours: `NO_COLOR` (https://no-color.org) or `TERM=dumb`. */
  isPlain: boolean
  /** Whether the terminal moves its cursor. */
  movesCursor: boolean
}

/** Reads it; a variable that is empty counts as unset. */
export function terminalEnvironment(
  // biome-ignore lint/style/noProcessEnv: credentials come by the environment, never by an argument
  env: NodeJS.ProcessEnv = process.env,
): TerminalEnvironment {
  const isDumb = env.TERM === 'dumb'
  return {
    token: env.DEPLOYGRAPH_TOKEN || undefined,
    apiKey: env.DEPLOYGRAPH_API_KEY || undefined,
    isPlain: Boolean(env.NO_COLOR) || isDumb,
    movesCursor: !isDumb,
  }
}
