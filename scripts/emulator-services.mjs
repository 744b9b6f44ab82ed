// Part of npm run codegen: lists the services of the emulator, each of which has a folder with a service.ts.
import { existsSync, readdirSync, writeFileSync } from 'node:fs'

const emulator = new URL('../src/emulator/', import.meta.url)
const names = readdirSync(emulator)
  .filter((folder) => existsSync(new URL(`${folder}/service.ts`, emulator)))
  .sort()
const lines = (line) => names.map(line).join('\n')

writeFileSync(
  new URL('generated/services.ts', emulator),
  `// Written by npm run codegen.
${lines((name) => `import { service as ${name} } from '../${name}/service.ts'`)}
import type { Service } from '../service.ts'
import type { RegionWorld } from '../world.ts'
${lines((name) => `import { demoOf as ${name}Demo } from '../worlds/demo/${name}/region.ts'`)}

/** By member of a region's world: the service that answers calls, and its part of the demo world. */
type Services = {
  [Name in keyof RegionWorld]-?: {
    service: Service
    demo: (region: string, seed: number) => (now: number) => RegionWorld[Name]
  }
}

/** Every service of the endpoint. */
export const SERVICES: Services = {
${lines((name) => `  ${name}: { service: ${name}, demo: ${name}Demo },`)}
}
`,
)
