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
  /** Whether its character set is another than UTF-8: `LC_ALL`, `LC_CTYPE` or `LANG`, the first that is set. */
  isAscii: boolean
}

/** Reads it; a variable that is empty counts as unset. */
export function terminalEnvironment(
  // biome-ignore lint/style/noProcessEnv: credentials come by the environment, never by an argument
  env: NodeJS.ProcessEnv = process.env,
): TerminalEnvironment {
  const isDumb = env.TERM === 'dumb'
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  return {
    token: env.DEPLOYGRAPH_TOKEN || undefined,
    apiKey: env.DEPLOYGRAPH_API_KEY || undefined,
    isPlain: Boolean(env.NO_COLOR) || isDumb,
    movesCursor: !isDumb,
    // Where none is set, as in containers, terminals show UTF-8 all the same.
    isAscii: Boolean(locale) && !/utf-?8/i.test(String(locale)),
  }
}
