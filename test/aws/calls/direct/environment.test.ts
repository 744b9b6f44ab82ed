import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buildCommand } from '../../../support/process.ts'
import { makeCertificate } from './certificate.ts'

const QUERY = '{ codeDeployDeployment(deploymentId: "d-RAW000000") { status } }'
const GOOD = JSON.stringify({ deploymentsInfo: [{ deploymentId: 'd-RAW000000', status: 'Succeeded' }] })
const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }

const certificate = makeCertificate()
if (!certificate) console.info('openssl is not here: certificates of an authority of its own were not tested.')
const testWithTls = certificate ? test : test.skip

let command: Awaited<ReturnType<typeof buildCommand>>
beforeAll(async () => {
  command = await buildCommand()
})
afterAll(() => {
  command.killAll()
  command.remove()
})

/** The answer of `deploygraph serve` over an AWS with this certificate, in this environment. */
async function answerIn(environment: NodeJS.ProcessEnv) {
  const agents: (string | undefined)[] = []
  const aws = createServer({ ...certificate }, (request, response) => {
    agents.push(request.headers['user-agent'])
    response.end(GOOD)
  })
  await new Promise<void>((listening) => aws.listen(0, '127.0.0.1', listening))
  const endpoint = `https://127.0.0.1:${(aws.address() as AddressInfo).port}`
  const served = await command.serve({ endpoint, credentials } as never, environment)
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
  })
  const { data, errors } = (await response.json()) as { data: object; errors?: { message: string }[] }
  served.kill('SIGKILL')
  await served.ended
  aws.closeAllConnections()
  aws.close()
  return { data, message: errors?.[0]?.message, agents }
}

testWithTls.each([
  ['an authority of the environment is trusted', { NODE_EXTRA_CA_CERTS: certificate?.authorityFile }, 'SUCCEEDED'],
  ['an authority that nobody named is not', {}, undefined],
  [
    'nobody has to be trusted where NODE_TLS_REJECT_UNAUTHORIZED says so',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    'SUCCEEDED',
  ],
  ['the application is named to AWS', { NODE_TLS_REJECT_UNAUTHORIZED: '0', AWS_SDK_UA_APP_ID: 'ours' }, 'SUCCEEDED'],
  ['no proxy is asked', { NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: 'http://127.0.0.1:1' }, 'SUCCEEDED'],
])('with and without the middleware stack, %s', async (_, environment, status) => {
  const direct = await answerIn(environment)
  const sdk = await answerIn({ ...environment, AWS_CALL: 'sdk' })
  expect(direct).toEqual(sdk)
  expect(direct.data).toEqual({ codeDeployDeployment: status ? { status } : null })
  expect(direct.message).toBe(
    status ? undefined : 'codedeploy in us-east-1 could not be reached (UNABLE_TO_VERIFY_LEAF_SIGNATURE).',
  )
})
