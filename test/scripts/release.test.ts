import { readFileSync } from 'node:fs'
import { released } from '../../scripts/release/changelog.mjs'
import { versioned } from '../../scripts/release/chart.mjs'

const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- Something.

## [1.0.0] - 2026-01-01

- The first.
`

test('a release moves the unreleased changes to a section with its version and date', () => {
  expect(released(CHANGELOG, '1.1.0', '2026-12-01')).toBe(
    CHANGELOG.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [1.1.0] - 2026-12-01\n'),
  )
})

test("the release script accepts the project's own changelog", () => {
  const changelog = readFileSync(new URL('../../CHANGELOG.md', import.meta.url), 'utf8')
  const text = released(changelog, '999.0.0', '2026-12-01')
  expect(text).toMatch(/^## \[Unreleased\]\n\n## \[999\.0\.0\] - 2026-12-01\n/m)
  expect(text.length).toBeGreaterThan(changelog.length)
})

test.each([
  ['a missing version', undefined, CHANGELOG, 'Expected a version such as 1.2.0, found undefined.'],
  ['a word as the version', 'next', CHANGELOG, 'Expected a version such as 1.2.0, found next.'],
  ['an existing version', '1.0.0', CHANGELOG, 'CHANGELOG.md has version 1.0.0 already.'],
  [
    'an empty changelog',
    '1.1.0',
    CHANGELOG.replace(/### Added\n\n.*\n/, ''),
    'CHANGELOG.md has nothing under [Unreleased].',
  ],
])('the release script refuses %s', (_, version, changelog, message) => {
  expect(() => released(changelog, version, '2026-12-01')).toThrow(message)
})

test('a release gives its version to the Helm chart, which has that of package.json until then', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
  const chart = read('charts/deploygraph/Chart.yaml')
  expect(versioned(chart, JSON.parse(read('package.json')).version)).toBe(chart)
  const text = versioned(chart, '999.0.0')
  expect(text.match(/999\.0\.0/g)).toHaveLength(2)
  expect(text.split('\n')).toHaveLength(chart.split('\n').length)
  expect(() => versioned('name: deploygraph\nversion: 1.0.0\n', '999.0.0')).toThrow('Chart.yaml has no appVersion.')
})
