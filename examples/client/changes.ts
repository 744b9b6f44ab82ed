import { graphql } from './generated/gql.ts'
import { subscribe } from './subscribe.ts'

const Changes = graphql(`
  subscription Changes {
    activity {
      change
      activity { service title phase location { name } }
      problems { service location { name } message }
    }
  }
`)

/** Tells what is rolling out, one line each, then SYNCED, and from then on every change. It never ends by itself. */
export async function* changes(gateway: string): AsyncGenerator<string> {
  for await (const { activity: update } of subscribe(gateway, Changes, {})) {
    if (!update) continue // could not be read; subscribe() has said why
    const { change, activity, problems } = update
    yield activity
      ? `${change} ${activity.service} ${activity.title}: ${activity.phase} (${activity.location.name})`
      : [
          change,
          ...problems.map(({ service, location, message }) => `${service} in ${location.name}: ${message}`),
        ].join(' ')
  }
}
