import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('../../docs/reliability.md', import.meta.url)

const listed = (counts) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
    .join(', ') || 'none'
const megabytes = (bytes) => (bytes / 1e6).toFixed(0)

/** The section that a run writes. */
export function sectionOf({ minutes, clients, load, calls, incidents, memory, before, after, leaked, exitCode }) {
  const date = new Date().toISOString().slice(0, 10)
  const rows = memory.map(
    ({ minute, rss, heapUsed, handles }) =>
      `| ${minute.toFixed(1)} | ${megabytes(heapUsed)} | ${megabytes(rss)} | ${handles['open files'] ?? ''} |`,
  )
  return `## Soak

\`npm run soak -- --minutes ${minutes}\` wrote this on ${date} with Node ${process.version}, on two cores that others used too: the
gateway as it is built, with its default settings. ${clients} clients ask without a pause: the examples of GraphiQL, of the README and
of the [cookbook](cookbook.md), the activity feed among them; 1,000 targets with their events (one request in twenty);
\`_entities\` (one in ten); a wrong document (one in fifty). One request in twenty is given up within 100 ms. Of AWS's
calls 5 % wait for 200 ms, 1 % are throttled, 1 % fail, 0.5 % are denied, 0.5 % break off, 0.5 % are cut short and 0.5 % are
no JSON. Without these faults every document but the wrong one is answered without an error; that is tried first.

| | |
| --- | --- |
| requests answered | ${load.answered.toLocaleString('en')}, ${load.whole.toLocaleString('en')} of them without an error |
| by HTTP status | ${listed(load.statuses)} |
| answers with errors, by code | ${listed(load.codes)} |
| requests given up by their client | ${load.left.toLocaleString('en')} |
| broken connections | ${listed(load.broken)} |
| p50, p99, longest | ${load.p50} ms, ${load.p99} ms, ${load.longest} ms |
| attempts of AWS calls, by outcome | ${listed(calls)} |
| errors in the log | ${incidents.length} |
| handles at rest before | ${listed(before)} |
| handles at rest after | ${listed(after)} |
| leaked handles | ${leaked} |
| exit code on SIGINT | ${exitCode} |

At rest is without connections of clients, and after AWS has closed the idle ones. The memory is that after a full garbage
collection, under load; the open files are sockets, most of them.

| minute | heap, MB | resident, MB | open files |
| ---: | ---: | ---: | ---: |
${rows.join('\n')}
`
}

/** Puts the section in the place of the one before, or at the end of the page. */
export function write(section) {
  const parts = readFileSync(PAGE, 'utf8').split(/^(?=## )/m)
  const others = parts.filter((part) => !part.startsWith('## Soak\n'))
  const at = parts.length === others.length ? parts.length : parts.findIndex((part) => part.startsWith('## Soak\n'))
  others.splice(at, 0, at === others.length ? `\n${section}` : `${section}\n`)
  writeFileSync(PAGE, others.join(''))
}
