// Posts a message to Slack when a rollout fails, is stopped or rolled back. Usage: DEPLOYGRAPH_URL=http://127.0.0.1:4000
// SLACK_WEBHOOK_URL=https://hooks.slack.com/services/… node bot.mjs. With authentication: DEPLOYGRAPH_TOKEN. Needs no packages.
// biome-ignore lint/style/noProcessEnv: a program of its own
const { DEPLOYGRAPH_URL = 'http://127.0.0.1:4000', DEPLOYGRAPH_TOKEN, SLACK_WEBHOOK_URL } = process.env
if (!SLACK_WEBHOOK_URL) throw new Error('SLACK_WEBHOOK_URL is missing: create an incoming webhook in Slack.')

const FEED = `subscription Rollouts {
  activity { change activity { id title phase location { name } } }
}`
const FAILURE = `query Failure($id: ID!) {
  node(id: $id) {
    ... on Activity { title reason consoleUrl }
    ... on CodeDeployDeployment { failureSummary { headline } change { summary } }
  }
}`
const BAD = { FAILED: ':red_circle: failed', STOPPED: ':black_circle: stopped', ROLLED_BACK: ':rewind: rolled back' }
const RETRY_MS = 5_000

const send = (accept, body) =>
  fetch(`${DEPLOYGRAPH_URL}/graphql`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', accept },
      ...(DEPLOYGRAPH_TOKEN && { authorization: `Bearer ${DEPLOYGRAPH_TOKEN}` }),
    },
    body: JSON.stringify(body),
  })

/** The results of a subscription until its stream ends, by server-sent events. */
async function* updates(query) {
  const response = await send('text/event-stream', { query })
  if (!response.ok) throw new Error(`deploygraph answered ${response.status}: ${await response.text()}`)
  let received = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const events = (received + chunk).split('\n\n')
    received = events.pop()
    for (const event of events) {
      const [, data] = /^data: ?(.+)$/m.exec(event) ?? []
      if (/^event: ?next$/m.test(event) && data) yield JSON.parse(data)
    }
  }
}

// Slack's three special characters: https://docs.slack.dev/messaging/formatting-message-text
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

async function post({ id, phase, location }) {
  const { data } = await (await send('application/json', { query: FAILURE, variables: { id } })).json()
  const { title, reason, consoleUrl, failureSummary, change } = data.node
  const lines = [failureSummary?.headline ?? reason, change?.summary].filter(Boolean).map(escaped)
  const text = [`${BAD[phase]}: *<${consoleUrl}|${escaped(title)}>* in ${escaped(location.name)}`, ...lines].join('\n')
  await fetch(SLACK_WEBHOOK_URL, { method: 'POST', body: JSON.stringify({ text }) })
}

for (;;) {
  try {
    for await (const { data } of updates(FEED)) {
      const { change, activity } = data?.activity ?? {}
      if (change === 'ENDED' && BAD[activity.phase]) await post(activity)
    }
  } catch (error) {
    console.error(error.message)
  }
  await new Promise((resolve) => setTimeout(resolve, RETRY_MS)) // the gateway ended the stream: open it again
}
