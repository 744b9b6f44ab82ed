import { fileName, plural } from './labels.ts'

interface Cause {
  count: number
  lifecycleEventName: string | null
  errorCode: string | null
  scriptName: string | null
}

const VERBS: Record<string, string> = {
  SCRIPT_TIMED_OUT: 'timed out',
  SCRIPT_MISSING: 'had no script',
  SCRIPT_NOT_EXECUTABLE: 'could not run the script',
}

/** "timed out", "failed". */
export const verbOf = (code: string | null): string => VERBS[code ?? ''] ?? 'failed'

/** "6 timed out in AfterInstall (warm_cache.sh)". */
export function causeOf(
  { count, lifecycleEventName, errorCode, scriptName }: Cause,
  isFirst = false,
  total?: number,
): string {
  const who = isFirst && total ? `${count} of ${plural(total, 'target')}` : String(count)
  const where = lifecycleEventName ? ` in ${lifecycleEventName}` : ''
  const script = scriptName ? ` (${isFirst && total ? scriptName : fileName(scriptName)})` : ''
  return `${who} ${verbOf(errorCode)}${where}${script}`
}
