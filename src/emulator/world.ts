/** Everything that exists in a region at a time (epoch milliseconds). Pure: equal arguments give equal worlds. */
export type World = (region: string, now: number) => RegionWorld

/** One region of a world; a missing service is empty. Each service adds its own member in its `world.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: the members are declared where the services are
export interface RegionWorld {}
