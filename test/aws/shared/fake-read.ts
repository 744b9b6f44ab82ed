import { createLimits } from '../../../src/aws/calls/queue.ts'
import type { Read } from '../../../src/aws/shared/read.ts'
import type { GatewayError } from '../../../src/errors.ts'

class BatchGetCommand {
  readonly schema = [9, 'fake', 'Fake', 0, () => 'unit', () => 'unit']
  readonly keys: readonly string[]

  constructor(keys: readonly string[]) {
    this.keys = keys
  }
}

/** AWS's answer to a call for these keys; what it throws is the error of the call. */
export type FakeAnswer<V> = (
  keys: readonly string[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<string, V | GatewayError>>

/** A read of an AWS that answers so, in batches of up to 25. */
export function fakeRead<V>(answer: FakeAnswer<V>, options: Partial<Read<V>> = {}): Read<V> {
  const limits = createLimits(25_000)
  return {
    name: 'things',
    action: 'codedeploy:BatchGet',
    location: 'here',
    operation: BatchGetCommand,
    size: 25,
    endpoints: {
      service: 'codedeploy',
      clientAt: () => ({
        send: async ({ keys }: BatchGetCommand, { abortSignal }: { abortSignal: AbortSignal }) => ({
          $metadata: {},
          values: await answer(keys, abortSignal),
        }),
      }),
      limitAt: (location) => ({ ...limits('codedeploy', location), run: (work, signal) => work(signal) }),
      observe: () => undefined,
    },
    command: (keys) => new BatchGetCommand(keys),
    values: ({ values }: { values: ReadonlyMap<string, V | GatewayError> }) => values,
    lifetime: () => ({ seconds: 0, final: false }),
    refused: { singleReadsLeft: 0 },
    ...options,
  } as Read<V>
}
