import { useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react'
import { useEffect, useRef } from 'react'
import { shared } from './address.ts'

/**
 * Wraps long lines, keeps the tab that is shown in view, and runs the query of a link: every operation of the schema only
 * reads.
 */
export function Editors() {
  const monaco = useMonaco((state) => state.monaco)
  useEffect(() => {
    if (!monaco) return undefined
    const wrap = (editor: { updateOptions(options: { wordWrap: 'on' }): void }) =>
      editor.updateOptions({ wordWrap: 'on' })
    monaco.editor.getEditors().forEach(wrap)
    const created = monaco.editor.onDidCreateEditor(wrap)
    return () => created.dispose()
  }, [monaco])

  const { id, title } = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]) ?? {}
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is shown, or its title has another width
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [id, title])

  const { run } = useGraphiQLActions()
  const isParsed = useGraphiQL((state) => (state.operations?.length ?? 0) > 0)
  const isShown = useGraphiQL((state) => Boolean(state.responseEditor && state.variableEditor))
  const hasRun = useRef(false)
  useEffect(() => {
    if (!shared.query || !isParsed || !isShown || hasRun.current) return
    hasRun.current = true
    run()
  }, [isParsed, isShown, run])
  return null
}
