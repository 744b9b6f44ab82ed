export const ACCOUNT = '111122223333'

/** The name of the queue to which EventBridge sends the events of a region. */
export const DEMO_QUEUE = 'deploygraph'

/** An event of a service, without the members that EventBridge adds. */
export interface DemoEvent {
  /** Distinct in its region. */
  key: (string | number)[]
  /** Epoch milliseconds. */
  time: number
  source: string
  'detail-type': string
  resources: string[]
  detail: object
}

/** The events of a service from one time until another. */
export type EventsIn = (from: number, until: number) => DemoEvent[]
