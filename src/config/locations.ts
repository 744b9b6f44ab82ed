import {
  loadConfig as loadSdkConfig,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS,
} from '@smithy/core/config'
import { z } from 'zod'
import { mapping, text } from './setting.ts'

/** An AWS account and region to read, and how to access it. The SDK decides everything that is omitted. */
export interface LocationConfig {
  name: string
  region: string
  accountId?: string
  /** Assumed for every call made here, with the credentials of `profile` or of the SDK's default chain. */
  roleArn?: string
  externalId?: string
  profile?: string
  endpoint?: string
  /** Of the embedded endpoint only: a configuration file cannot hold credentials. */
  credentials?: { accessKeyId: string; secretAccessKey: string }
}

const region = text(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a region such as us-east-1')

/** One of the `locations` of the configuration file. */
export const location = mapping({
  name: text(/^[\w-]+$/, 'letters, digits, - and _'),
  region,
  accountId: text(/^\d{12}$/, '12 digits in quotes').optional(), // bare, YAML reads a number and drops leading zeros
  roleArn: text(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'the ARN of an IAM role').optional(),
  externalId: text(/^[\w+=,.@:/-]{2,1224}$/, '2 to 1224 letters, digits and _+=,.@:/-').optional(), // sts:AssumeRole
  profile: text(/^\S+$/, 'the name of an AWS profile').optional(),
  endpoint: z.url({ protocol: /^https?$/, error: 'an http or https URL' }).optional(),
})

/** The meaning of each key of a location. */
export const LOCATION_MEANINGS: Record<keyof typeof location.shape, string> = {
  name: 'its name in queries: letters, digits, `-` and `_`',
  region: 'such as `eu-west-1`',
  accountId: 'twelve digits in quotes; shown to clients, and compared with the account in an ARN',
  roleArn: 'the role to assume for every call',
  externalId: 'the `sts:ExternalId` that the role requires; only together with `roleArn`',
  profile: 'the AWS profile to use, or to assume the role with',
  endpoint: "the URL of another endpoint that speaks AWS's protocol",
}

/**
 * The `locations` of the configuration file. Zod skips a check that spans fields once one field is invalid; `when` makes
 * these two run anyway, so that one reading reports all mistakes. Their messages also contain the invalid value.
 */
export const locationList = z
  .array(
    location.refine(({ externalId, roleArn }) => externalId === undefined || roleArn !== undefined, {
      path: ['externalId'],
      error: 'expected only together with roleArn, found no roleArn',
      when: ({ value }) => typeof value === 'object' && value !== null,
    }),
    'a list of locations',
  )
  .min(1, 'at least one location')
  .superRefine(
    (list, { addIssue }) => {
      const names = list.map((entry) => entry?.name)
      for (const [index, name] of names.entries()) {
        const first = names.indexOf(name)
        if (name === undefined || first === index) continue
        const message = `expected a unique name, found the name of locations[${first}]`
        addIssue({ code: 'custom', path: [index, 'name'], message })
      }
    },
    { when: ({ value }) => Array.isArray(value) },
  )

/**
 * The location if none is configured: the region that the SDK itself would use, named after it. Reads the same sources as
 * the SDK's clients, in their order: `AWS_REGION`, the `region` of the profile (`AWS_PROFILE` or
 * `default`) in the shared files, and on EC2 the instance's own. Rejects with a sentence fit for the user.
 * https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/setting-region.html
 */
export async function locationOfSdk(env: NodeJS.ProcessEnv): Promise<LocationConfig> {
  const load = loadSdkConfig(
    { ...NODE_REGION_CONFIG_OPTIONS, environmentVariableSelector: () => env.AWS_REGION || undefined },
    {
      ...NODE_REGION_CONFIG_FILE_OPTIONS,
      profile: env.AWS_PROFILE,
      filepath: env.AWS_SHARED_CREDENTIALS_FILE,
      configFilepath: env.AWS_CONFIG_FILE,
    },
  )
  const detected = await load().catch(() => undefined)
  if (!detected) {
    throw new Error(
      'no AWS region found: set AWS_REGION (AWS_DEFAULT_REGION is not read), or a region in the profile that AWS_PROFILE names, or list locations in deploygraph.yaml',
    )
  }
  if (!region.safeParse(detected).success) {
    throw new Error(
      `AWS_REGION or the AWS profile: expected a region such as us-east-1, found ${JSON.stringify(detected)}`,
    )
  }
  return { name: detected, region: detected }
}
