import { explorerPlugin } from '@graphiql/plugin-explorer'
import { HISTORY_PLUGIN } from '@graphiql/plugin-history'
import { createGraphiQLFetcher } from '@graphiql/toolkit'
import { GraphiQL } from 'graphiql'
import 'graphiql/style.css'
import '@graphiql/plugin-explorer/style.css'
import { createRoot } from 'react-dom/client'
import { Address, shared } from './address.ts'
import { openLinksBeside } from './documentation.ts'
import { Editors } from './editors.tsx'
import { EXAMPLES_PLUGIN, first } from './examples.tsx'
import { Receipt } from './receipt.tsx'
import './page.css'

// The header asks for extensions.aws: which AWS calls the answer cost.
const headers = { 'x-aws-receipt': '1' }

// A WebSocket is opened for each subscription that is run, with the headers of the editor among its parameters.
const fetcher = createGraphiQLFetcher({
  url: 'graphql',
  headers,
  subscriptionUrl: new URL('graphql', window.location.href).href.replace(/^http/, 'ws'),
  wsConnectionParams: headers,
  enableIncrementalDelivery: false,
})

window.MonacoEnvironment = {
  getWorker: (_id, label) => {
    const worker = WORKERS[`${label}.worker.js`] ?? WORKERS['editor.worker.js']
    return new Worker(new URL(worker, import.meta.url), { name: label })
  },
}

// A link shows its query, also where tabs of an earlier visit are kept; a first visit
// sees the examples.
const start = shared.query
  ? { initialQuery: shared.query, initialVariables: shared.variables }
  : { defaultTabs: [{ query: first }], visiblePlugin: EXAMPLES_PLUGIN }

// The gateway marks the page if it reads an emulated AWS.
const isDemo = 'demo' in document.documentElement.dataset

openLinksBeside()

const container = document.getElementById('graphiql')
if (!container) throw new Error('index.html has no element with the id "graphiql"')
createRoot(container).render(
  <GraphiQL
    {...start}
    fetcher={fetcher}
    plugins={[EXAMPLES_PLUGIN, HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}
    defaultEditorToolsVisibility={shared.variables ? 'variables' : false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      <h1>deploygraph</h1>
      {isDemo && (
        <span className="demo" title="All data is simulated">
          DEMO
        </span>
      )}
    </GraphiQL.Logo>
    <GraphiQL.Footer>
      <Receipt />
      <Address />
      <Editors />
    </GraphiQL.Footer>
  </GraphiQL>,
)
