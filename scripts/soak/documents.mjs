import { readdirSync, readFileSync } from 'node:fs'

const root = new URL('../..', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')

/** The GraphQL of a page, with the variables that stand below. */
const shown = (path) =>
  [...read(path).matchAll(/^```graphql\n(.*?)^```(?:\n\n```json\n(.*?)^```)?/gms)].map(([, query, variables]) => ({
    query,
    variables: JSON.parse(variables ?? '{}'),
  }))

const examples = readdirSync(new URL('graphiql/examples/', root))
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => ({ query: read(`graphiql/examples/${name}`) }))

// The world is that of the cookbook's day, and so are the moments of its variables; the gateway's clock is not.
const isOfThatDay = ({ variables }) => variables?.moment !== undefined
const isSubscription = ({ query }) => /^\s*subscription\b/m.test(query)

/** Queries that the demo answers without an error. */
export const RIGHT = [
  ...examples,
  ...shown('README.md'),
  ...shown('docs/cookbook.md'),
  { query: '{ __typename }' },
].filter((request) => !isSubscription(request) && !isOfThatDay(request))

/** One that is refused. */
export const WRONG = { query: '{ nope }' }

/** A thousand targets, ten lifecycle events each. */
export const W1 = {
  query: `{ codeDeployDeployment(deploymentId: "d-FLEET0001", location: "us-east-1") { status targets(first: 1000) {
    nodes { ... on InstanceTarget { targetId status
      lifecycleEvents { name status startedAt endedAt diagnostics { errorCode logTail } } } } } } }`,
}

/** A router's query: one deployment that exists, and one that was not queried before, which is null. */
export const entities = () => ({
  query: `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on CodeDeployDeployment { status } } }`,
  variables: {
    representations: ['d-FLEET0001', `d-${Math.random().toString(36).slice(2, 11).toUpperCase().padEnd(9, '0')}`].map(
      (deploymentId) => ({ __typename: 'CodeDeployDeployment', deploymentId }),
    ),
  },
})

/** The variables of a subscription to a deployment that has ended. */
export const OVER = { id: 'd-FLEET0001', location: 'us-east-1' }

/** A page of the activities that have not ended. */
export const RUNNING = {
  query: `{ activity(filter: { services: [CODEDEPLOY], phases: [PENDING, IN_PROGRESS, WAITING] }) { nodes {
    ... on CodeDeployDeployment { deploymentId location { name } } } } }`,
}
