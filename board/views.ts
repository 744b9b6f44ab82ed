import { lazy } from 'react'

/** The views of the navigation, in its order; the first key of each is its number. */
export const VIEWS = [
  { path: '', name: 'Now', short: 'Now', icon: 'M2 12h4l3-8 5 16 3-8h5' },
  { path: 'waiting', name: 'Waiting', short: 'Waiting', icon: 'M12 3l9 9-9 9-9-9z' },
  { path: 'timeline', name: 'Timeline', short: 'Timeline', icon: 'M3 6h10M8 12h12M5 18h9' },
  {
    path: 'where',
    name: 'What runs where',
    short: 'Where',
    icon: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z',
  },
  { path: 'stats', name: 'How we do', short: 'How', icon: 'M5 20v-8M10 20V5M15 20v-5M20 20V9' },
] as const

export const Now = lazy(() => import('./views/now.tsx'))
export const Waiting = lazy(() => import('./views/waiting.tsx'))
export const Timeline = lazy(() => import('./views/timeline.tsx'))
export const Where = lazy(() => import('./views/where.tsx'))
export const Stats = lazy(() => import('./views/stats.tsx'))
export const Deployment = lazy(() => import('./views/deployment.tsx'))
