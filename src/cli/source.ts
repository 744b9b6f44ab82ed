/** The side that answers: an engine in this process, or a gateway. */
export interface Source {
  /** Rejects with a UsageError or an UnavailableError if there is no answer. */
  query<Data>(document: string, variables?: object): Promise<Answer<Data>>
  /** The updates, until the subscription ends for whatever reason. */
  subscribe<Data>(document: string, variables: object, signal: AbortSignal): AsyncGenerator<Answer<Data>>
  close(): Promise<void>
}

export interface AnswerError {
  message: string
  extensions?: { code?: string }
}

/** A GraphQL answer. */
export interface Answer<Data> {
  data?: Data | null
  errors?: AnswerError[]
}
