import type { DeploymentInfo, DeploymentTarget } from '@aws-sdk/client-codedeploy'
import type { CodeDeployWorld } from '../../../src/emulator/codedeploy/world.ts'
import type { World } from '../../../src/emulator/world.ts'

const ENDED = Date.parse('2026-11-20T09:00:00Z')
const ids = (count: number) => Array.from({ length: count }, (_, index) => `i-${String(index).padStart(4, '0')}`)

/** Three in five fail in AfterInstall by a timeout, the others in ValidateService; each a second after the one before. */
function failedTarget(deploymentId: string, targetId: string): DeploymentTarget {
  const index = Number(targetId.slice(2))
  const isTimeout = index % 5 < 3
  const at = new Date(ENDED - 1_000_000 + index * 1_000)
  return {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      deploymentId,
      targetId,
      status: 'Failed',
      lastUpdatedAt: at,
      lifecycleEvents: [
        { lifecycleEventName: 'Install', status: 'Succeeded', startTime: at, endTime: at },
        {
          lifecycleEventName: isTimeout ? 'AfterInstall' : 'ValidateService',
          status: 'Failed',
          startTime: at,
          endTime: at,
          diagnostics: {
            errorCode: isTimeout ? 'ScriptTimedOut' : 'ScriptFailed',
            scriptName: isTimeout ? 'scripts/warm.sh' : 'scripts/check.sh',
            message: isTimeout ? 'Script timed out after 60 s' : 'Script failed with exit code 1',
            logTail: `log of ${targetId}, password=hunter2`,
          },
        },
        { lifecycleEventName: 'AllowTraffic', status: 'Skipped' },
      ],
    },
  }
}

/** The id of the deployment with this number. */
export const deploymentId = (number: number) => `d-FAIL${String(number).padStart(5, '0')}`

/** Equal failed deployments over `total` instances, of which the first `failed` failed. */
export const failedWorld =
  (options: {
    deployments?: number
    failed?: number
    total?: number
    pageSize?: number
    info?: DeploymentInfo
  }): World =>
  () => {
    const { deployments = 1, failed = 20, total = 120, pageSize = 100, info } = options
    const codedeploy: CodeDeployWorld = {
      applications: [{ applicationName: 'fleet', computePlatform: 'Server' }],
      deployments: Array.from({ length: deployments }, (_, number) => ({
        info: {
          deploymentId: deploymentId(number),
          applicationName: 'fleet',
          deploymentGroupName: 'production',
          deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
          computePlatform: 'Server',
          status: 'Failed',
          createTime: new Date(ENDED - 2_000_000 + number),
          completeTime: new Date(ENDED),
          deploymentOverview: { Failed: failed, Succeeded: total - failed },
          errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'The overall deployment failed.' },
          ...info,
        },
        targetIds: ids(failed),
        target: (targetId: string) => failedTarget(deploymentId(number), targetId),
      })),
      pageSizes: { ListDeploymentTargets: pageSize },
    }
    return { codedeploy }
  }
