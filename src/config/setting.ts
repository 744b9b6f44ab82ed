import { z } from 'zod'

/** One thing that can be configured: by a key of the file and by an environment variable. */
export interface Setting<Schema extends z.ZodType, Unset> {
  variable: string
  /** The default. */
  unset: Unset
  /** The permitted values; its message follows "expected". */
  schema: z.ZodOptional<Schema>
  /** For the table of docs/configuration.md. */
  meaning: string
}

export type Settings = Record<string, Setting<z.ZodType, unknown>>

/** The values of settings after they are read. */
export type Values<S extends Settings> = {
  [Key in keyof S]: S[Key] extends Setting<infer Schema, infer Unset> ? z.output<Schema> | Unset : never
}

export const setting = <Schema extends z.ZodType, Unset extends z.output<Schema> | undefined>(
  variable: string,
  unset: Unset,
  schema: Schema,
  meaning: string,
): Setting<Schema, Unset> => ({ variable, unset, schema: schema.optional(), meaning })

/** A string of one form. */
export const text = (pattern: RegExp, form: string) => z.string(form).regex(pattern, form)

/** A mapping that holds nothing but these keys. */
export const mapping = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `one of the keys ${Object.keys(shape).join(', ')}` : 'a mapping',
  })

export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, `one of ${values.join(', ')}`)

// true and false are how YAML 1.1 tools write on and off.
export const onOrOff = z
  .literal(['on', 'off', true, false], 'on or off')
  .transform((value) => value === 'on' || value === true)

const fromText = (value: unknown) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value)
const between = (least: number, most: number, number: z.ZodNumber, form: string) =>
  z.preprocess(fromText, number.min(least, form).max(most, form))

/** A number, `unit` being what is counted: seconds. */
export const amount = (unit: string, least: number, most: number) => {
  const form = `a number of ${unit} from ${least} to ${most}`
  return between(least, most, z.number(form), form)
}

/** A whole number; `unit` left out, of nothing in particular. */
export const count = (unit: string | undefined, least: number, most: number) => {
  const form = `a whole number ${unit ? `of ${unit} ` : ''}from ${least} to ${most}`
  return between(least, most, z.int(form), form)
}

export const SECONDS = amount('seconds', 0, 86_400)

/** A list; in a variable its parts stand between commas. */
export const list = <Part extends z.ZodType>(part: Part, form: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value),
    z.array(part, form),
  )
