import type { Resolver } from '../generated/resolvers.ts'

// Generated resolver maps leave every field optional. These types make a field required again where the parent does
// not already have a member of that name that answers it, so that a missing resolver does not compile.

type Answer<R> = NonNullable<R> extends Resolver<infer Result, infer _P, infer _C, infer _A> ? Awaited<Result> : never

/** A list that AWS leaves out is answered as an empty one: see defaults.ts. */
type NonNullIfList<Member, Result> = Result extends readonly unknown[] ? NonNullable<Member> : Member

type Needed<Resolvers, Parent> = {
  [Field in keyof Resolvers as Field extends `__${string}`
    ? never
    : Field extends keyof Parent
      ? [NonNullIfList<Parent[Field], Answer<Resolvers[Field]>>] extends [Answer<Resolvers[Field]>]
        ? never
        : Field
      : Field]-?: NonNullable<Resolvers[Field]>
}

/** The resolvers of a type, with those required that its parent does not answer by itself. */
export type Complete<Resolvers, Parent> = Omit<Resolvers, keyof Needed<Resolvers, Parent>> & Needed<Resolvers, Parent>
