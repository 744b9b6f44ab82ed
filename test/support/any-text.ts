import fc from 'fast-check'

/**
 * Any character that UTF-8 can hold. It stands for `unit: 'binary'` of fast-check, which lists all 1.1 million of them
 * before the first run: more than a second for each test file.
 */
const anyCharacter = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code))

/** Any text. */
export const anyText = (length: fc.StringSharedConstraints = {}) => fc.string({ ...length, unit: anyCharacter })
