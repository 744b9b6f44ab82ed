import { readFileSync, writeFileSync } from 'node:fs'

const PAGE = new URL('../../docs/reliability.md', import.meta.url)

const listed = (counts) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
    .join(', ') || 'none'
const megabytes = (bytes) => (bytes / 1e6).toFixed(0)

/** The section that a run writes. */
export function sectionOf(run) {
  const { minutes, clients, watchers, load, calls, incidents, memory, before, after, leaked, exitCode } = run
  const { watched } = load
  const date = new Date().toISOString().slice(0, 10)
  const rows = memory.map(
    ({ minute, rss, heapUsed, handles, live }) =>
      `| ${minute.toFixed(1)} | ${megabytes(heapUsed)} | ${megabytes(rss)} | ${handles['open files'] ?? ''} | ${live.watchers} | ${live.sockets} | ${live.tickers} |`,
  )
  return `## Soak

\`npm run soak -- --minutes ${minutes} --watchers ${watchers}\` produced these results on ${date} with Node ${process.version}, on two shared
cores, with the built gateway and its default settings. ${clients} clients send queries without a pause: the examples of GraphiQL, of
the README and of the [cookbook](cookbook.md), the activity feed among them; 1,000 targets with their events (one request in
twenty); \`_entities\` (one in ten); an invalid document (one in fifty). Clients abort one request in twenty within 100 ms. Of
the AWS calls 5 % wait for 200 ms, 1 % are throttled, 1 % fail, 0.5 % are denied, 0.5 % break off, 0.5 % are cut short and
0.5 % are not JSON. The script first checks that, without these faults, every document except the invalid one is answered
without an error.

Beside them ${watchers} [watchers](live.md) subscribe to the feed and to deployments, half of them by server-sent events, half with
graphql-ws. Of each a fifth reads until the end of the run; the others stop reading, complete, watch a deployment that has
ended, or break their connection, and subscribe again. The run fails unless afterwards no watcher, WebSocket, ticker or
handle is left, and the heap is at most a quarter above the first sample. A short run, which checks the same and writes nothing
here, is \`npm run soak -- --minutes 0.6 --watchers 20 --dry\`.

| | |
| --- | --- |
| requests answered | ${load.answered.toLocaleString('en')}, ${load.whole.toLocaleString('en')} of them without an error |
| by HTTP status | ${listed(load.statuses)} |
| answers with errors, by code | ${listed(load.codes)} |
| requests aborted by their client | ${load.left.toLocaleString('en')} |
| broken connections | ${listed(load.broken)} |
| p50, p99, longest | ${load.p50} ms, ${load.p99} ms, ${load.longest} ms |
| subscriptions | ${listed(watched.subscribed)} |
| updates | ${watched.updates.toLocaleString('en')}, ${watched.stale.toLocaleString('en')} of them stale |
| updates and refusals with errors, by code | ${listed(watched.codes)} |
| broken streams | ${listed(watched.broken)} |
| attempts of AWS calls, by outcome | ${listed(calls)} |
| errors in the log | ${incidents.length} |
| handles at rest before | ${listed(before.handles)} |
| handles at rest after | ${listed(after.handles)} |
| leaked handles | ${leaked} |
| live updates at rest after | ${listed(after.live)} |
| heap at rest before, after | ${megabytes(before.heapUsed)} MB, ${megabytes(after.heapUsed)} MB |
| exit code on SIGINT | ${exitCode} |

"At rest" means without client connections, and after AWS has closed its idle connections. Memory is measured under load, after
a full garbage collection. Most of the open files are sockets.

| minute | heap, MB | resident, MB | open files | watchers | WebSockets | tickers |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`
}

/** A page with the section in the place of the one before, or at its end. */
export function withSection(page, section) {
  const parts = page.split(/^(?=## )/m)
  const at = parts.findIndex((part) => part.startsWith('## Soak\n'))
  const before = parts.slice(0, at < 0 ? undefined : at)
  const after = at < 0 ? [] : parts.slice(at + 1)
  const texts = [before.join(''), section, after.join('')].map((text) => text.trim())
  return `${texts.filter(Boolean).join('\n\n')}\n`
}

/** Writes the section to docs/reliability.md. */
export function write(section) {
  writeFileSync(PAGE, withSection(readFileSync(PAGE, 'utf8'), section))
}
