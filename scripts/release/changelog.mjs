/**
 * A changelog whose Unreleased section has become that of `version` (semantic, such as 1.2.0) on `date` (YYYY-MM-DD), below an
 * empty one. Fails if the version is invalid or exists already, or if there are no changes to release.
 */
export function released(changelog, version, date) {
  if (!/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version ?? ''))
    throw new Error(`Expected a version such as 1.2.0, found ${version}.`)
  if (changelog.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md has version ${version} already.`)
  const [before, after] = changelog.split(/^## \[Unreleased\]\n/m)
  if (!after?.split(/^## /m, 1)[0].trim()) throw new Error('CHANGELOG.md has nothing under [Unreleased].')
  return `${before}## [Unreleased]\n\n## [${version}] - ${date}\n${after}`
}
