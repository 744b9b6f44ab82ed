import { explorerPlugin } from '@graphiql/plugin-explorer'
import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import { createRoot } from 'react-dom/client'
import activityFeed from './examples/activity-feed.graphql'
import blueGreenWeights from './examples/blue-green-weights.graphql'
import configurationRollouts from './examples/configuration-rollouts.graphql'
import fleetOverview from './examples/fleet-overview.graphql'
import imageLifecycle from './examples/image-lifecycle.graphql'
import targetLog from './examples/target-log.graphql'
import whyDidItFail from './examples/why-did-it-fail.graphql'
import './page.css'

// The header asks for extensions.aws: which AWS calls the answer cost.
const fetcher = createGraphiQLFetcher({
  url: 'graphql',
  headers: { 'x-aws-receipt': '1' },
  enableIncrementalDelivery: false,
})

window.MonacoEnvironment = {
  getWorker: (_id, label) => {
    const worker = WORKERS[`${label}.worker.js`] ?? WORKERS['editor.worker.js']
    return new Worker(new URL(worker, import.meta.url), { name: label })
  },
}

const EXAMPLES = [
  fleetOverview,
  whyDidItFail,
  targetLog,
  blueGreenWeights,
  activityFeed,
  configurationRollouts,
  imageLifecycle,
]

const container = document.getElementById('graphiql')
if (!container) throw new Error('index.html has no element with the id "graphiql"')
createRoot(container).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}
    defaultTabs={EXAMPLES.map((query) => ({ query }))}
    defaultEditorToolsVisibility={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>deploygraph</GraphiQL.Logo>
  </GraphiQL>,
)
