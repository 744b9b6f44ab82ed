import type { Fault } from '../../src/emulator/faults.ts'
import { useGateway } from '../support/gateway.ts'
import { useShortestRetryDelays } from '../support/retry-delays.ts'
import { ONLY_IN_FEED, OPERATIONS, policyIn, queryOf, sent, world } from './operations.ts'

useShortestRetryDelays()

const CALL_TIMEOUT_MS = 3_000

/** The faults and the codes of their errors. */
const FAULTS: Record<string, [fault: (service: string) => Fault, code: string]> = {
  'that is throttled': [
    (service) => ({
      error:
        service === 'imagebuilder'
          ? { name: 'CallRateLimitExceededException', status: 429 }
          : { name: 'ThrottlingException' },
    }),
    'AWS_THROTTLED',
  ],
  'that is denied': [() => ({ error: { name: 'AccessDeniedException', message: 'no' } }), 'AWS_ACCESS_DENIED'],
  'that ends in a 500': [() => ({ error: { name: 'InternalFailure', status: 500 } }), 'AWS_UNAVAILABLE'],
  'that is not answered': [() => ({ delayMs: 3_600_000 }), 'AWS_TIMEOUT'],
  'whose connection is reset': [() => ({ drop: true }), 'AWS_UNAVAILABLE'],
  'whose body is malformed': [() => ({ body: 'malformed' }), 'AWS_UNAVAILABLE'],
  'whose body is empty': [() => ({ body: 'empty' }), 'AWS_UNAVAILABLE'],
  'whose body is cut off': [() => ({ body: 'truncated' }), 'AWS_UNAVAILABLE'],
  'whose members are of other types': [() => ({ body: 'wrong type' }), 'AWS_UNAVAILABLE'],
  'whose body trickles': [() => ({ body: 'trickle' }), 'AWS_TIMEOUT'],
}

const WELL = 'us-well-1'
const cells = Object.keys(FAULTS).flatMap((fault) =>
  Object.keys(OPERATIONS).map((operation) => `${fault} ${operation}`),
)
/** Each cell of the matrix has its own region, so that nothing cached for one is used for another. */
const regionOf = (fault: string, operation: string) => `us-sick-${cells.indexOf(`${fault} ${operation}`) + 1}`

const regions = [WELL, ...cells.map((_, index) => `us-sick-${index + 1}`)]
const gateway = useGateway({
  world,
  locations: regions.map((region) => ({ name: region, region })),
  awsCallTimeoutMs: CALL_TIMEOUT_MS,
  cache: true,
})
beforeAll(async () => {
  // Compiled before time counts.
  for (const operation of Object.keys(OPERATIONS)) expect((await ask(operation, WELL)).errors).toBeUndefined()
})

const ask = (operation: string, region: string) => {
  const [field] = OPERATIONS[operation] ?? ['']
  const place = field.includes('$arn') ? policyIn : (name: string) => name
  return gateway.query(queryOf(field), { sick: place(region), well: place(WELL) })
}

test('the matrix covers every operation that the sources send, except those that only the feed sends', () => {
  expect([...Object.keys(OPERATIONS), ...ONLY_IN_FEED].toSorted()).toEqual(sent.toSorted())
})

test.each(Object.entries(FAULTS))(
  'a call %s is an error at its own field and succeeds once the fault is over',
  async (how, [faultOf, code]) => {
    const outcomes = await Promise.all(
      Object.keys(OPERATIONS).map(async (action) => {
        const [service = '', operation] = action.split(':')
        const region = regionOf(how, action)
        const fault = { service, operation, region, ...faultOf(service) }
        gateway.faults.push(fault)
        const { status, data, errors } = await ask(action, region)
        gateway.faults.splice(gateway.faults.indexOf(fault), 1)
        let next = await ask(action, region)
        // A location whose last attempt was silent has less time for a list than a busy machine may take.
        for (let times = 0; next.errors?.[0]?.extensions.code === 'AWS_TIMEOUT' && times < 3; times++)
          next = await ask(action, region)
        return {
          action,
          status,
          errors: errors?.map(({ path: [alias, ...below] = [], extensions }) => ({
            alias,
            below,
            code: extensions.code,
          })),
          sibling: data.well,
          next: [next.errors, next.data.sick],
        }
      }),
    )
    const well = await Promise.all(Object.keys(OPERATIONS).map(async (action) => (await ask(action, WELL)).data.well))
    expect(outcomes).toEqual(
      Object.entries(OPERATIONS).map(([action, [, below]], index) => ({
        action,
        status: 200,
        errors: [{ alias: 'sick', below, code }],
        sibling: well[index],
        next: [undefined, well[index]],
      })),
    )
  },
)
