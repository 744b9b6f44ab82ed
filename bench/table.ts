import type { Measured, Sample } from './measure.ts'

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low = Number.NaN, high = low] = sorted.slice(
    Math.ceil(sorted.length / 2) - 1,
    Math.floor(sorted.length / 2) + 1,
  )
  return (low + high) / 2
}

/** The median of what a server's work cost. */
export const middle = ({ samples }: Measured, of: keyof Sample): number => median(samples.map((sample) => sample[of]))

/** A table in Markdown, its columns in line; every column but the first is of numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, at) => Math.max(...[header, ...rows].map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width))).join(' | ')} |`
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(header), line(rule), ...rows.map(line)].join('\n')
}

/** Milliseconds, or any other number, with about three digits. */
export const digits = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3)

/** A promise about a number, and whether it holds; nothing is rounded before it is compared. */
export const claim = (text: string, value: number, most: number): string =>
  `- ${text}: at most ${most}, measured **${value.toFixed(3)}**, ${value <= most ? 'reached' : '**not reached**'}`

interface Columns {
  /** Names of servers that the others are compared with. */
  against: readonly string[]
  /** A further column, by the name of the server. */
  answer?: ReadonlyMap<string, string>
}

/** CPU, its ratios, wall time and AWS calls of each server. */
export function costs(measured: readonly Measured[], { against, answer }: Columns): string {
  const references = measured.filter(({ server }) => against.includes(server.name))
  const header = [
    'server',
    'CPU ms',
    'min',
    'max',
    ...references.map(({ server }) => `÷ ${server.name}`),
    'wall ms',
    'AWS calls',
    ...(answer ? ['answer'] : []),
  ]
  const rows = measured.map((one) => {
    const cpu = one.samples.map(({ cpuMs }) => cpuMs)
    return [
      one.server.name,
      ...[median(cpu), Math.min(...cpu), Math.max(...cpu)].map(digits),
      ...references.map((reference) => (middle(one, 'cpuMs') / middle(reference, 'cpuMs')).toFixed(3)),
      digits(middle(one, 'wallMs')),
      callsOf(one),
      ...(answer ? [answer.get(one.server.name) ?? ''] : []),
    ]
  })
  return table(header, rows)
}

/** How many AWS calls a piece of work made: one number when all made the same. */
export function callsOf({ samples }: Measured): string {
  const counts = samples.map(({ calls }) => calls)
  return [...new Set([Math.min(...counts), Math.max(...counts)])]
    .map((count) => String(Number(count.toFixed(1))))
    .join('–')
}
