/** Where the gateway is: this module is served at <root>/board/assets/. */
export const root = new URL('../../', import.meta.url)
