/** Everything that exists in a region at a moment (epoch milliseconds). Pure: equal arguments, equal worlds. */
export type World = (region: string, now: number) => RegionWorld

/** One region of a world; a service left out is an empty one. Each service adds its own member in its `world.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: the members are declared where the services are
export interface RegionWorld {}
