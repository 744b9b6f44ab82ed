import { NOW, type Options } from '../support/gateway.ts'
import { SUCCEEDS, worldOf } from './live-gateway.ts'
import type { ManualTimers } from './manual-timers.ts'

/** The states of a deployment on the course SUCCEEDS: its status, and how many targets have succeeded. */
export const STATES = ['InProgress 0', 'InProgress 1', 'InProgress 2', 'Succeeded 3']

export const ROLLOUT: Options = { world: worldOf(SUCCEEDS) }

// Longer than the pause before a read that follows a change.
const STEP_MS = 2_500

/** Goes on to the state after so many, which the gateway reads once. */
export const goOn = (timers: ManualTimers, states: number): void => timers.goTo(NOW + states * STEP_MS)
