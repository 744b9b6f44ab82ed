import { spawnSync } from 'node:child_process'

/** Whether there is a curl to test with. */
export const hasCurl = (): boolean => spawnSync('curl', ['--version']).status === 0
