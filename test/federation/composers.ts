import { composeServices as apollo } from '@apollo/composition'
import { composeServices as theGuild } from '@theguild/federation-composition'
import { federateSubgraphs as wundergraph } from '@wundergraph/composition'
import { type DocumentNode, parse, printSchema } from 'graphql'

export interface Subgraph {
  name: string
  url: string
  typeDefs: DocumentNode
}

/** A composer's result for a set of subgraphs. */
export interface Composed {
  /** Its errors and hints; empty if they compose. */
  complaints: string[]
  /** For routers that take one; @wundergraph/composition makes a configuration of Cosmo Router instead. */
  supergraphSdl?: string
  /** The schema that the clients of a router see, with whatever the composer adds to it. */
  publicSdl?: string
}

const messages = (errors: readonly { message: string }[] = []) => errors.map(({ message }) => message)

export const COMPOSERS = {
  '@apollo/composition': (subgraphs: Subgraph[]): Composed => {
    const { errors = [], hints = [], supergraphSdl } = apollo(subgraphs)
    return { complaints: messages([...errors, ...hints]), supergraphSdl, publicSdl: supergraphSdl }
  },
  '@theguild/federation-composition': (subgraphs: Subgraph[]): Composed => {
    const { errors, supergraphSdl } = theGuild(subgraphs)
    return { complaints: messages(errors), supergraphSdl, publicSdl: supergraphSdl }
  },
  '@wundergraph/composition': (subgraphs: Subgraph[]): Composed => {
    const definitions = subgraphs.map(({ typeDefs, ...rest }) => ({ ...rest, definitions: typeDefs }))
    const result = wundergraph({ subgraphs: definitions, version: '1' })
    return result.success
      ? { complaints: messages(result.warnings), publicSdl: printSchema(result.federatedGraphClientSchema) }
      : { complaints: messages(result.errors) }
  },
}

/** A subgraph by its SDL; where it is matters only to routers. */
export const subgraph = (name: string, sdl: string, url = `http://${name}/graphql`): Subgraph => ({
  name,
  url,
  typeDefs: parse(sdl),
})
