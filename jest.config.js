import { existsSync, readdirSync } from 'node:fs'
import { bundledPackages } from './test/support/bundled-packages.mjs'

const source = new URL('src/', import.meta.url)
const services = readdirSync(source).filter((folder) => existsSync(new URL(`${folder}/source.ts`, source)))

const project = {
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: '<rootDir>/test/support/environment.mjs',
  moduleNameMapper: bundledPackages(),
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, sourceMaps: 'inline' }],
  },
}

export default {
  projects: [
    { ...project, displayName: 'cache on', testMatch: ['<rootDir>/test/**/*.test.ts'], globals: { CACHE: true } },
    // Every service gives the same answers, at the same cost, when nothing is shared and nothing cached. A new test of
    // a service runs here too, unless it is in the list below.
    {
      ...project,
      displayName: 'cache off',
      testMatch: [
        `<rootDir>/test/{activity,faults,federation,graphql,live,${services}}/**/*.test.ts`,
        '<rootDir>/test/{docs/cookbook,server/execution/executor.again}.test.ts',
      ],
      testPathIgnorePatterns: [
        // These start no gateway,
        '/test/activity/(console-url|descriptions|feed\\.bounds|phase)\\.test\\.ts$',
        '/test/federation/(composition|prices)\\.test\\.ts$',
        '/test/graphql/(arguments|connections\\.\\w+|cursors|date-time|defaults|duration|ids)\\.test\\.ts$',
        '/test/cli/(check|policy|policy\\.documents|stalled-gateway)\\.test\\.ts$',
        '/test/codedeploy/change/(app-spec|revision-change)\\.test\\.ts$',
        '/test/codedeploy/(estimate/estimate|failure/(failure-groups|headline))\\.test\\.ts$',
        '/test/codedeploy/history/(history-fill|location-history|statistics\\.property)\\.test\\.ts$',
        '/test/live/push/push\\.loading\\.test\\.ts$',
        '/drift\\.test\\.ts$',
        // each gateway of these has the cache on, or off, in both projects,
        '/test/\\w+/caching\\.test\\.ts$',
        '/test/faults/(absence|garbage|garbled-item|matrix)\\.test\\.ts$',
        '/test/(cli/(process|serve)|live/shutdown)\\.test\\.ts$',
        '/test/federation/(gateways|interface-objects)\\.test\\.ts$',
        // and these test what the cache changes.
        '/test/federation/bounds\\.test\\.ts$',
      ],
      globals: { CACHE: false },
    },
  ],
  collectCoverageFrom: ['src/**/*.ts', '!src/**/generated/**'],
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'html'],
  // Of src/, in percent; checked by npm run coverage alone. It only rises: after a run, write what the run reached.
  coverageThreshold: { global: { statements: 80, branches: 79, functions: 60, lines: 80 } },
  // Modules of earlier files stay in a worker's memory: it is restarted before there is too little of it.
  maxWorkers: '100%',
  workerIdleMemoryLimit: '1500MB',
  // A first query compiles a schema and opens sockets; a shared machine may take its time.
  testTimeout: 120_000,
}
