import { AwsSdkSigV4Signer } from '@aws-sdk/core/httpAuthSchemes'
import type { HttpResponse } from '@smithy/types'
import type { SdkConfig } from './prepared.ts'

// Of its methods those that learn from the Date of an answer how far the clock is off. They keep it in the configuration.
const sdk = new AwsSdkSigV4Signer()

/** The time of one attempt, as the SDK corrects it: AWS refuses signatures that are five minutes off. */
export class Clock {
  readonly #now = Date.now()
  readonly #config: SdkConfig
  readonly #attempt: Record<string, unknown>

  constructor(config: SdkConfig, isCorrected: boolean) {
    this.#config = config
    this.#attempt = {
      config,
      _disableClockSkewCorrection: !isCorrected,
      _requestSentAt: this.#now,
      _preRequestSystemClockOffset: config.systemClockOffset,
    }
  }

  /** The time by AWS's clock, in milliseconds since 1970. */
  get now(): number {
    return this.#attempt._disableClockSkewCorrection ? this.#now : this.#now + this.#config.systemClockOffset
  }

  onAnswer(response: HttpResponse): void {
    sdk.successHandler(response, this.#attempt)
  }

  /** Throws the error, marked where it was the clock's fault: then it is sent again. */
  onError(error: Error): never {
    return sdk.errorHandler(this.#attempt)(error)
  }
}
