import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import vm from 'node:vm'
import { TestEnvironment } from 'jest-environment-node'
import { BUNDLE } from './bundled-packages.mjs'

const require = createRequire(import.meta.url)
let script // compiled once in each worker, and run once for each test file

/**
 * Jest's environment for Node with the global `bundledPackages`, from which test files load the packages of
 * bundled-packages.mjs: each file has its own instances, compiled only once.
 */
export default class Environment extends TestEnvironment {
  constructor(config, context) {
    // A context whose globals have no interceptors: with them each use of a global such as Array takes 200 ns.
    // https://nodejs.org/api/vm.html#vmconstantsdont_contextify
    const { createContext } = vm
    if (vm.constants?.DONT_CONTEXTIFY) vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY)
    try {
      super(config, context)
    } finally {
      vm.createContext = createContext
    }
    script ??= new vm.Script(readFileSync(BUNDLE, 'utf8'), { filename: BUNDLE })
    let packages
    this.global.bundledPackages = () => {
      if (!packages) {
        packages = {}
        script.runInContext(this.context)(require, packages, { exports: packages })
      }
      return packages
    }
  }
}
