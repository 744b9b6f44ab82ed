import { type GraphiQLPlugin, UnStyledButton, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { Kind, type OperationDefinitionNode, parse } from 'graphql'
import activityFeed from './examples/activity-feed.graphql'
import blueGreenWeights from './examples/blue-green-weights.graphql'
import configurationRollouts from './examples/configuration-rollouts.graphql'
import fleetOverview from './examples/fleet-overview.graphql'
import howOftenItFails from './examples/how-often-it-fails.graphql'
import imageLifecycle from './examples/image-lifecycle.graphql'
import inLine from './examples/in-line.graphql'
import readyToReroute from './examples/ready-to-reroute.graphql'
import targetLog from './examples/target-log.graphql'
import watchItRollOut from './examples/watch-it-roll-out.graphql'
import whatFailed from './examples/what-failed.graphql'
import whatRunsWhere from './examples/what-runs-where.graphql'
import whenWillItEnd from './examples/when-will-it-end.graphql'
import whyDidItFail from './examples/why-did-it-fail.graphql'

/** The query that the page starts with. */
export const first = fleetOverview

const QUESTIONS: Record<string, string[]> = {
  'What is rolling out?': [
    fleetOverview,
    watchItRollOut,
    activityFeed,
    whenWillItEnd,
    blueGreenWeights,
    configurationRollouts,
    imageLifecycle,
  ],
  'Why did it fail?': [whatFailed, whyDidItFail, targetLog],
  'Who is waiting?': [readyToReroute, inLine],
  'What runs where, and how well?': [whatRunsWhere, howOftenItFails],
}

/** The question that an example answers: its first line, a comment. */
const questionOf = (query: string) => query.slice(2, query.indexOf('\n'))

// As in page.css.
const isPhone = () => matchMedia('(max-width: 700px)').matches

/** GraphiQL parses a query a tenth of a second after it has changed, when it may have been run already. */
function factsOf(query: string) {
  const documentAST = parse(query)
  const operations = documentAST.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )
  return { documentAST, operations, operationName: operations[0]?.name?.value }
}

function Examples() {
  const { addTab, changeTab, setOperationFacts, setVisiblePlugin, stop } = useGraphiQLActions()
  const tabs = useGraphiQL((state) => state.tabs)
  const editor = useGraphiQL((state) => state.queryEditor)

  function open(query: string) {
    stop() // of a subscription, whose updates would end up in the other tab
    const index = tabs.findIndex((tab) => tab.query === query)
    if (index >= 0) changeTab(index)
    else {
      addTab()
      editor?.setValue(query)
    }
    setOperationFacts(factsOf(query))
    if (isPhone()) setVisiblePlugin(null) // the examples would hide the answer
    editor?.focus() // so that Ctrl-Enter runs it at once
  }

  return (
    <section aria-label="Examples" className="examples">
      <h2>Examples</h2>
      {Object.entries(QUESTIONS).map(([question, queries]) => (
        <section key={question}>
          <h3>{question}</h3>
          <ul>
            {queries.map((query) => (
              <li key={query}>
                <UnStyledButton type="button" onClick={() => open(query)}>
                  {questionOf(query)}
                </UnStyledButton>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

/** A pane with the example queries, grouped by the question they answer; a click opens one in a tab. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: () => (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" role="img" aria-label="Examples">
      <circle cx="12" cy="12" r="9.25" />
      <path d="M9.2 9.3a2.8 2.8 0 1 1 4.2 2.5c-.9.5-1.4 1-1.4 2M12 16.4v.6" />
    </svg>
  ),
  content: Examples,
}
