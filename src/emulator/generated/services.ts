// Written by npm run codegen.
import { service as appconfig } from '../appconfig/service.ts'
import { service as codedeploy } from '../codedeploy/service.ts'
import { service as imagebuilder } from '../imagebuilder/service.ts'
import { service as sqs } from '../sqs/service.ts'
import type { Service } from '../service.ts'
import type { RegionWorld } from '../world.ts'
import { demoOf as appconfigDemo } from '../worlds/demo/appconfig/region.ts'
import { demoOf as codedeployDemo } from '../worlds/demo/codedeploy/region.ts'
import { demoOf as imagebuilderDemo } from '../worlds/demo/imagebuilder/region.ts'
import { demoOf as sqsDemo } from '../worlds/demo/sqs/region.ts'

/** By member of a region's world: the service that answers calls, and its part of the demo world. */
type Services = {
  [Name in keyof RegionWorld]-?: {
    service: Service
    demo: (region: string, seed: number) => (now: number) => RegionWorld[Name]
  }
}

/** Every service of the endpoint. */
export const SERVICES: Services = {
  appconfig: { service: appconfig, demo: appconfigDemo },
  codedeploy: { service: codedeploy, demo: codedeployDemo },
  imagebuilder: { service: imagebuilder, demo: imagebuilderDemo },
  sqs: { service: sqs, demo: sqsDemo },
}
