import type { Application, ConfigurationProfile, DeploymentStrategy } from '@aws-sdk/client-appconfig'
import { PREDEFINED_STRATEGIES } from '../../../appconfig/predefined-strategies.ts'
import { randomOf, uuidOf } from '../random.ts'
import type { Ending } from './rollout.ts'

/** An environment with recurring deployments. It is replaced every eight weeks. */
export interface ConfigurationPipeline {
  region: string
  application: Application
  environment: { name: string; description: string; alarm?: string | undefined }
  /** Deployed in rotation. */
  profiles: ConfigurationProfile[]
  strategy: DeploymentStrategy
  /** Milliseconds between two deployments; in the second region they run half of it later. */
  every: number
  /** The outcomes of the deployments that do not complete. */
  endings: Exclude<Ending, 'complete'>[]
  /** The share of deploying and baking after which a rollout breaks off. */
  breaksAt: number
  /** One in this many deployments is started by an experiment. */
  experimentsEvery?: number
  /** Whether extensions announce the environment's deployments. */
  notifies: boolean
}

export const ACCOUNT = '111122223333'
const MINUTE = 60_000

/** The account's own strategies. */
export const OWN_STRATEGIES = {
  steady: strategy('linear-4-percent-every-minute', 'One more percent every quarter of a minute', 'LINEAR', 4, 25, 10),
  doubling: strategy('double-from-2-percent', 'Small first, then quickly', 'EXPONENTIAL', 2, 10, 5),
  patient: strategy('all-at-once-bake-30-minutes', 'All at once, watched for half an hour', 'LINEAR', 100, 0, 30),
}

const CANARY = PREDEFINED_STRATEGIES.find(({ Id }) => Id === 'AppConfig.Canary10Percent20Minutes') ?? {}

/**
 * The AppConfig environments of the demo's company in a region. Two regions run half a period apart, and two states each have a
 * pipeline that spends more than half of its period in them, so that they can be seen at any time: DEPLOYING
 * storefront's production, BAKING payments' staging.
 */
export function configurationPipelinesOf(region: string): ConfigurationPipeline[] {
  const storefront = application(region, 'storefront', 'What shoppers see and when')
  const payments = application(region, 'payments', 'Limits and routes of payments')
  const key = `arn:aws:kms:${region}:${ACCOUNT}:key/${uuidOf(region, 'checkout-flags')}`
  const flags: ConfigurationProfile = {
    ...profile(region, storefront, 'checkout-flags', 'Features of the checkout'),
    LocationUri: 'hosted',
    Type: 'AWS.AppConfig.FeatureFlags',
    Validators: [{ Type: 'JSON_SCHEMA', Content: '{"type":"object","required":["flags","values","version"]}' }],
    KmsKeyArn: key,
    KmsKeyIdentifier: 'alias/checkout-flags',
  }
  const limits: ConfigurationProfile = {
    ...profile(region, payments, 'payment-limits', 'Amounts that need a second look'),
    LocationUri: 'ssm-parameter:///payments/limits',
    RetrievalRoleArn: `arn:aws:iam::${ACCOUNT}:role/appconfig-reads-payments`,
    Type: 'AWS.Freeform',
    Validators: [{ Type: 'LAMBDA', Content: `arn:aws:lambda:${region}:${ACCOUNT}:function:check-payment-limits` }],
  }
  const routing: ConfigurationProfile = {
    ...profile(region, payments, 'card-routing', 'Which acquirer takes which card'),
    LocationUri: 'hosted',
    Type: 'AWS.Freeform',
  }
  return [
    {
      region,
      application: storefront,
      environment: environment(storefront, 'production', 'checkout-errors'),
      profiles: [flags],
      strategy: OWN_STRATEGIES.steady,
      every: 48 * MINUTE,
      endings: ['alarm', 'reverted'],
      breaksAt: 0.85, // while it bakes, after DEPLOYING for its full time
      notifies: true,
    },
    {
      region,
      application: storefront,
      environment: environment(storefront, 'staging'),
      profiles: [flags],
      strategy: OWN_STRATEGIES.doubling,
      every: 40 * MINUTE,
      endings: ['stopped', 'reverted'],
      breaksAt: 0.4,
      notifies: false,
    },
    {
      region,
      application: payments,
      environment: environment(payments, 'production', 'declined-payments'),
      profiles: [limits, routing],
      strategy: CANARY,
      every: 60 * MINUTE,
      endings: ['alarm', 'stopped'],
      breaksAt: 0.4,
      notifies: true,
    },
    {
      region,
      application: payments,
      environment: environment(payments, 'staging'),
      profiles: [limits, routing],
      strategy: OWN_STRATEGIES.patient,
      every: 56 * MINUTE,
      endings: ['reverted'],
      breaksAt: 1,
      experimentsEvery: 6,
      notifies: false,
    },
  ]
}

/** An id in the format of AppConfig: seven lowercase letters or digits. */
export function appConfigIdOf(...keys: (string | number)[]): string {
  const random = randomOf('appconfig', ...keys)
  return Array.from({ length: 7 }, () => Math.floor(random() * 36).toString(36)).join('')
}

function application(region: string, Name: string, Description: string): Application {
  return { Id: appConfigIdOf(region, Name), Name, Description }
}

function environment({ Name }: Application, name: string, alarm?: string) {
  const description = alarm ? `${Name} for customers` : `${Name} for developers`
  return { name, description, alarm }
}

function profile(region: string, { Id, Name }: Application, name: string, Description: string): ConfigurationProfile {
  return { ApplicationId: Id, Id: appConfigIdOf(region, Name ?? '', name), Name: name, Description }
}

function strategy(
  Name: string,
  Description: string,
  GrowthType: DeploymentStrategy['GrowthType'],
  GrowthFactor: number,
  DeploymentDurationInMinutes: number,
  FinalBakeTimeInMinutes: number,
): DeploymentStrategy {
  const growth = { GrowthType, GrowthFactor, DeploymentDurationInMinutes, FinalBakeTimeInMinutes }
  return { Id: appConfigIdOf(Name), Name, Description, ...growth, ReplicateTo: 'NONE' }
}
