import { appConfig } from './appconfig/service.ts'
import { codeDeploy } from './codedeploy/service.ts'
import { imageBuilder } from './imagebuilder/service.ts'
import type { Service } from './service.ts'
import type { RegionWorld } from './world.ts'
import { appConfigOf } from './worlds/demo/appconfig/region.ts'
import { codeDeployOf } from './worlds/demo/codedeploy/region.ts'
import { imageBuilderOf } from './worlds/demo/imagebuilder/region.ts'

/** By member of a region's world: the service that answers calls, and its part of the demo world. */
type Services = {
  [Name in keyof RegionWorld]-?: {
    service: Service
    demo: (region: string, seed: number) => (now: number) => RegionWorld[Name]
  }
}

/** Every service of the endpoint. To add one, add a line here and its folders. */
export const SERVICES: Services = {
  codedeploy: { service: codeDeploy, demo: codeDeployOf },
  appconfig: { service: appConfig, demo: appConfigOf },
  imagebuilder: { service: imageBuilder, demo: imageBuilderOf },
}
