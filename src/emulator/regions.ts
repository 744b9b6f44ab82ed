import type { RegionWorld, World } from './world.ts'

/** Worlds are pure, so that each region's world is computed once per clock value. */
export function latestWorlds(world: World): (region: string, now: number) => RegionWorld {
  const latest = new Map<string, { now: number; region: RegionWorld }>()
  return (name, now) => {
    const cached = latest.get(name)
    if (cached?.now === now) return cached.region
    const region = world(name, now)
    latest.set(name, { now, region })
    return region
  }
}

/** One object per region, by which its operations remember what their callers did. */
export function perRegion(): (name: string) => object {
  const objects = new Map<string, object>()
  return (name) => {
    const object = objects.get(name) ?? {}
    objects.set(name, object)
    return object
  }
}
