import { forgetFailure, noteFailure } from './failures.ts'

/**
 * Asks for something at once, every `everyMs` while the tab is shown, and for "Try now"; sooner while it has no answer.
 * `load` does nothing more once `isOver` says so. The returned function ends it.
 */
export function repeat(key: string, load: (isOver: () => boolean) => Promise<void>, everyMs: number): () => void {
  let turn = 0
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = async () => {
    clearTimeout(timer)
    if (document.hidden) return // a hidden tab asks nothing
    const mine = ++turn
    const isOver = () => mine !== turn
    let wait = everyMs
    try {
      await load(isOver)
      if (isOver()) return
      forgetFailure(key)
      tries = 0
    } catch (error) {
      if (isOver()) return
      wait = noteFailure(key, error, tries++)
    }
    if (wait > 0) timer = setTimeout(run, wait)
  }
  void run()
  addEventListener('board:again', run)
  document.addEventListener('visibilitychange', run)
  return () => {
    turn++
    clearTimeout(timer)
    forgetFailure(key)
    removeEventListener('board:again', run)
    document.removeEventListener('visibilitychange', run)
  }
}
