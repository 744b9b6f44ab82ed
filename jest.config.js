import { existsSync, readdirSync } from 'node:fs'

const source = new URL('src/', import.meta.url)
const services = readdirSync(source).filter((folder) => existsSync(new URL(`${folder}/source.ts`, source)))

const project = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
  },
}

export default {
  projects: [
    { ...project, displayName: 'cache on', testMatch: ['<rootDir>/test/**/*.test.ts'], globals: { CACHE: true } },
    // What every service answers is the same, at the same cost, when nothing is shared and nothing remembered. Left out
    // are tests of what is remembered or shared (reliability/, federation/bounds: where a thing was found)
    // and those that ask no service, or one with a cache of its own choice.
    {
      ...project,
      displayName: 'cache off',
      testMatch: [
        `<rootDir>/test/{activity,faults,graphql,${services}}/*.test.ts`,
        '<rootDir>/test/federation/!(bounds).test.ts',
        '<rootDir>/test/{docs/cookbook,server/execution/executor.again}.test.ts',
      ],
      globals: { CACHE: false },
    },
  ],
  collectCoverageFrom: ['src/**/*.ts', '!src/generated/**'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'html'],
  // Modules of earlier files stay in a worker's memory: it is restarted before there is too little of it.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1500MB',
  // A first query compiles a schema and opens sockets; a shared machine may take its time.
  testTimeout: 120_000,
}
