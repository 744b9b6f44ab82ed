import type { Phase } from '../generated/resolvers.ts'

const CODEDEPLOY: Readonly<Record<string, Phase>> = {
  Created: 'PENDING',
  Queued: 'PENDING',
  InProgress: 'IN_PROGRESS',
  Baking: 'IN_PROGRESS',
  Ready: 'WAITING',
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  Stopped: 'STOPPED',
}

/** DeploymentInfo.status as a phase. https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html */
export const codeDeployPhase = (status: string | undefined): Phase => CODEDEPLOY[status ?? ''] ?? 'UNKNOWN'
