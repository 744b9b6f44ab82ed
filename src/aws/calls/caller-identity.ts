import { partition } from '@aws-sdk/core/client'
import { AwsSdkSigV4Signer } from '@aws-sdk/core/httpAuthSchemes'
import { getEndpointFromInstructions } from '@smithy/core/endpoints'
import { HttpRequest } from '@smithy/core/protocols'
import type { HttpResponse } from '@smithy/types'
import type { LocationConfig } from '../../config/locations.ts'
import { createAgent, exchange } from './direct/exchange.ts'
import type { SdkConfig } from './direct/prepared.ts'
import { NO_NAME } from './sdk-error.ts'

/** The account and the user or role whose credentials are used. */
export interface CallerIdentity {
  account: string
  arn: string
}

const BODY = Buffer.from('Action=GetCallerIdentity&Version=2011-06-15')

/**
 * The identity that a client has in its location, by AWS STS: it needs no permission, even if a policy denies it. The
 * gateway has no client of STS, so that the request is made here. Rejects with errors like the SDK's.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function callerIdentity(
  client: { config: unknown },
  location: LocationConfig,
  timeoutMs: number,
): Promise<CallerIdentity> {
  const config = client.config as SdkConfig
  const credentials = await config.credentials()
  const url = await endpointOf(config, location)
  const request = new HttpRequest({
    ...{ method: 'POST', protocol: url.protocol, hostname: url.hostname, path: `${trimmedPath(url)}/`, body: BODY },
    ...(url.port && { port: Number(url.port) }),
    headers: {
      host: url.host,
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'content-length': String(BODY.byteLength),
    },
  })
  const signing = { config, context: {}, signingRegion: location.region, signingName: 'sts' }
  const signed = await new AwsSdkSigV4Signer().sign(request, credentials, signing)
  const agent = createAgent(timeoutMs)
  try {
    return identityIn(await exchange(agent, signed, { signal: undefined, timeoutMs }))
  } finally {
    void agent.destroy()
  }
}

/** Where the SDK would find STS: the location's endpoint, AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, the profile's, or AWS's. */
async function endpointOf(config: SdkConfig, { region, endpoint }: LocationConfig): Promise<URL> {
  if (endpoint) return new URL(endpoint)
  const ofAws = await hostOf(config, region)
  const { url } = await getEndpointFromInstructions(
    {},
    { getEndpointParameterInstructions: () => ({ Endpoint: { type: 'builtInParams', name: 'endpoint' } }) },
    {
      serviceId: 'STS',
      endpointProvider: ({ Endpoint }: { Endpoint?: string }) => ({
        url: new URL(Endpoint ?? `https://${ofAws}`),
      }),
    },
  )
  return url
}

/** By the rules of the SDK's client of STS. */
async function hostOf(
  { useFipsEndpoint: fips, useDualstackEndpoint: dualStack }: SdkConfig,
  region: string,
): Promise<string> {
  const [isFips, isDualStack] = await Promise.all([fips(), dualStack()])
  const { name, dnsSuffix, dualStackDnsSuffix } = partition(region)
  const hasOwnName = isFips && (isDualStack || name !== 'aws-us-gov')
  return `${hasOwnName ? 'sts-fips' : 'sts'}.${region}.${isDualStack ? dualStackDnsSuffix : dnsSuffix}`
}

const trimmedPath = ({ pathname }: URL): string => pathname.replace(/\/+$/, '')

function identityIn({ statusCode, body, headers }: HttpResponse): CallerIdentity {
  const text = String(body ?? '')
  const [account, arn, code] = ['Account', 'Arn', 'Code'].map((name) => member(text, name))
  if (statusCode === 200 && account && arn) return { account, arn }
  throw Object.assign(new Error(member(text, 'Message') ?? 'The answer is not one of STS.'), {
    name: code ?? NO_NAME,
    $fault: statusCode >= 500 ? 'server' : 'client',
    $metadata: { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] },
  })
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** The text of an element; those that are read have no attributes, and occur once. */
function member(xml: string, name: string): string | undefined {
  const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? []
  return text?.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
}
