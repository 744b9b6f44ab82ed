import type { World } from './world.ts'
export const DEMO_LOCATIONS = [
  { name: 'us-east-1', region: 'us-east-1', accountId: '111122223333' },
  { name: 'eu-west-1', region: 'eu-west-1', accountId: '111122223333' },
]
export function demoWorld(): World {
  return () => ({})
}
