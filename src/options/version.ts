/** The version of this program; `script/generate.ts` takes it from package.json. */
export const VERSION = '0.1.0'
