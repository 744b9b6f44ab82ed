import type { Diagnostics } from '@aws-sdk/client-codedeploy'

/** AWS's diagnostics of a succeeded event on an instance: without script name and log tail, even if a script ran. */
export const SUCCEEDED: Diagnostics = { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' }

/** AfterInstall exceeded the timeout of its AppSpec entry; worded as by the CodeDeploy agent. */
export function timedOut(host: string, seconds: number): Diagnostics {
  const scriptName = 'scripts/warm_cache.sh'
  return {
    errorCode: 'ScriptTimedOut',
    scriptName,
    message: `Script at specified location: ${scriptName} failed to complete in ${seconds} seconds`,
    logTail: log(scriptName, [
      ['stdout', `warm_cache: ${host}: connecting to cache.internal:6379`],
      ['stdout', 'warm_cache: loading 48211 entries, batch size 500'],
      ['stdout', 'warm_cache: 9500/48211 loaded (42s)'],
      ['stderr', 'warm_cache: WARN slow reply from cache.internal: 6021 ms, backing off'],
      ['stderr', 'warm_cache: WARN slow reply from cache.internal: 9874 ms, backing off'],
      ['stdout', 'warm_cache: 10000/48211 loaded (58s)'],
    ]),
  }
}

/** ValidateService found the new version unhealthy. */
export function unhealthy(host: string, build: number): Diagnostics {
  const scriptName = 'scripts/health_check.sh'
  return {
    errorCode: 'ScriptFailed',
    scriptName,
    message: `Script at specified location: ${scriptName} run as user deploy failed with exit code 1`,
    logTail: log(scriptName, [
      ['stdout', `health_check: ${host}: expecting build ${build} on :8080/healthz`],
      ['stdout', 'health_check: try 1/5: 503 {"status":"starting"}'],
      ['stdout', 'health_check: try 2/5: 503 {"status":"starting"}'],
      [
        'stderr',
        'health_check: try 3/5: 500 {"status":"down","checks":{"disk":"ok","db":"connection pool exhausted"}}',
      ],
      [
        'stderr',
        'health_check: try 4/5: 500 {"status":"down","checks":{"disk":"ok","db":"connection pool exhausted"}}',
      ],
      [
        'stderr',
        'health_check: try 5/5: 500 {"status":"down","checks":{"disk":"ok","db":"connection pool exhausted"}}',
      ],
      ['stderr', 'health_check: FAILED after 5 tries'],
    ]),
  }
}

/** The AppSpec file names a script that the bundle lacks; worded as by the CodeDeploy agent. */
export function scriptMissing(build: number): Diagnostics {
  const scriptName = 'scripts/install_dependencies.sh'
  const archive = `/opt/codedeploy-agent/deployment-root/search-indexer/${build}/deployment-archive`
  return {
    errorCode: 'ScriptMissing',
    scriptName,
    message: `Script does not exist at specified location: ${archive}/${scriptName}`,
    logTail: '',
  }
}

/** The agent on the instance did not answer, so no script ran. Worded as by CodeDeploy. */
export function agentSilent(): Diagnostics {
  const message =
    'CodeDeploy agent was not able to receive the lifecycle event. Check the CodeDeploy agent logs on your host and make sure the agent is running and can connect to the CodeDeploy server.'
  return { errorCode: 'UnknownError', scriptName: '', message, logTail: '' }
}

/** A validation hook (a Lambda function) that reported failure. */
export function hookFailed(event: string): Diagnostics {
  return {
    errorCode: 'UnknownError',
    scriptName: '',
    message: `The lifecycle event hook for ${event} reported that the validation failed.`,
    logTail: '',
  }
}

/** The agent's log format; it sends at most the last 4 KB, and these logs are shorter. */
function log(script: string, lines: ['stdout' | 'stderr', string][]): string {
  return [`Script - ${script}`, ...lines.map(([stream, line]) => `[${stream}]${line}`), ''].join('\n')
}
