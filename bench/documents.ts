import { type GraphQLNamedType, getNamedType, isLeafType, isObjectType, isUnionType } from 'graphql'
import { createSchema } from '../src/schema.ts'

const schema = createSchema()

// Fields that the gateway computes, in src/codedeploy/{change,estimate,failure,progress}: the peers return AWS's data only.
const COMPUTED = ['change', 'estimate', 'failedEvent', 'label', 'progress', 'reason', 'waiting']

/**
 * Selects every field that a parent of this type answers by itself, members included: not what leads to another node,
 * nor what takes arguments or is computed.
 */
function everyField(type: GraphQLNamedType | undefined): string {
  if (isUnionType(type))
    return type
      .getTypes()
      .map((one) => `... on ${one.name} { ${everyField(one)} }`)
      .join(' ')
  if (!isObjectType(type)) return ''
  const own = Object.values(type.getFields()).filter(
    ({ name, args, type }) => args.length === 0 && !isNode(getNamedType(type)) && !COMPUTED.includes(name),
  )
  return own
    .map(({ name, type }) => {
      const of = getNamedType(type)
      return isLeafType(of) ? name : `${name} { ${everyField(of)} }`
    })
    .join(' ')
}

const isNode = (type: GraphQLNamedType) =>
  isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')

const every = (name: string) => everyField(schema.getType(name))

/** A deployment with every field, and up to 1,000 targets with every field of them and of their lifecycle events. */
export const WHOLE_DEPLOYMENT = `query WholeDeployment($deploymentId: ID!) {
  codeDeployDeployment(deploymentId: $deploymentId) {
    ${every('CodeDeployDeployment')}
    targets(first: 1000) {
      totalCount
      targetIds
      pageInfo { hasNextPage hasPreviousPage }
      nodes { __typename ${every('Target')} }
    }
  }
}`

/** The fields that a dashboard shows of a deployment and up to 1,000 targets. */
export const USUAL_DEPLOYMENT = `query UsualDeployment($deploymentId: ID!) {
  codeDeployDeployment(deploymentId: $deploymentId) {
    id
    title
    status
    createdAt
    completedAt
    overview { ${every('DeploymentOverview')} }
    targets(first: 1000) {
      totalCount
      nodes {
        ... on InstanceTarget {
          id
          targetId
          status
          lastUpdatedAt
          lifecycleEvents {
            name
            status
            startedAt
            endedAt
            diagnostics { errorCode scriptName message logTail }
          }
        }
      }
    }
  }
}`

/** The targets of a deployment, as many as a page of 1,000 holds, with every field. */
export const PAGE_OF_TARGETS = `query PageOfTargets($deploymentId: ID!, $after: String) {
  codeDeployDeployment(deploymentId: $deploymentId) {
    targets(first: 1000, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { __typename ${every('Target')} }
    }
  }
}`

/** The newest 50 deployments of all locations with status and overview. */
export const OVERVIEW = `query Overview {
  codeDeployDeployments(first: 50) {
    nodes {
      deploymentId
      title
      status
      createdAt
      location { name }
      overview { ${every('DeploymentOverview')} }
    }
  }
}`

/** A dashboard's query of the feed's first page. */
export const FEED = `query Feed {
  activity(first: 20) {
    nodes { __typename id service location { name } title phase rawStatus createdAt startedAt completedAt consoleUrl }
    pageInfo { ${every('PageInfo')} }
    problems { code }
  }
}`

/** The fields of a page about a deployment, 0.2 kB; and those with its targets, 92 kB. */
const SHOWN = {
  small: 'deploymentId title rawStatus percentComplete overview { pending inProgress succeeded failed skipped ready }',
  large: `deploymentId title rawStatus percentComplete overview { ${every('DeploymentOverview')} }
    targets(first: 25) { nodes { __typename ${every('Target')} } }`,
}

/** The same fields in an update and by a poll. */
export const liveDocuments = (size: keyof typeof SHOWN) => ({
  subscription: `subscription Watch($deploymentId: ID!) {
  codeDeployDeployment(deploymentId: $deploymentId) { asOf nextAt deployment { ${SHOWN[size]} } }
}`,
  query: `query Poll($deploymentId: ID!) {
  codeDeployDeployment(deploymentId: $deploymentId) { ${SHOWN[size]} }
}`,
})

/** A query that costs almost nothing but GraphQL and HTTP. */
export const TYPENAME = '{ __typename }'
export const LOCATIONS = '{ locations { name region } }'
