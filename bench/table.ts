import { type Measured, of, type Sample } from './measure.ts'
import { median, p20, ratioOf } from './statistics.ts'

/** A table in Markdown, its columns in line; every column but the first is of numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, at) => Math.max(3, ...[header, ...rows].map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width))).join(' | ')} |`
  const rule = widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(header), line(rule), ...rows.map(line)].join('\n')
}

/** Milliseconds, or any other number, with about three digits. */
export const digits = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3)

export const megabytes = (bytes: number): string => digits(bytes / 1e6)

interface Columns {
  /** The name of the server that the others are compared with. */
  against: string
  /** A further column, by the name of the server. */
  answer?: ReadonlyMap<string, string>
}

/** CPU, its ratios, wall time and AWS calls of each server. */
export function costs(measured: readonly Measured[], { against, answer }: Columns): string {
  const reference = measured.find(({ server }) => server.name === against)
  const header = ['server', 'CPU ms', 'p20', 'max', `÷ ${against}`, 'paired', 'of p20', 'wall ms', 'AWS calls']
  const rows = measured.map((one) => {
    const cpu = of(one, 'cpuMs')
    return [
      one.server.name,
      ...[median(cpu), p20(cpu), Math.max(...cpu)].map(digits),
      ...ratios(one, reference, 'cpuMs'),
      digits(median(of(one, 'wallMs'))),
      callsOf(one),
      ...(answer ? [answer.get(one.server.name) ?? ''] : []),
    ]
  })
  return table(answer ? [...header, 'answer'] : header, rows)
}

/** Three columns: what a server needs ÷ what the reference needs, by medians, in pairs and by 20th percentiles. */
export function ratios(one: Measured, reference: Measured | undefined, what: keyof Sample): string[] {
  const ratio = ratioOf(of(one, what), reference ? of(reference, what) : [])
  return [ratio.median, ratio.paired, ratio.p20].map((value) => value.toFixed(3))
}

/** How many AWS calls a piece of work made: one number when all made the same. */
export function callsOf(one: Measured): string {
  const counts = of(one, 'calls')
  return [...new Set([Math.min(...counts), Math.max(...counts)])]
    .map((count) => String(Number(count.toFixed(1))))
    .join('–')
}
