/** A Chart.yaml with this version, semantic such as 1.2.0, of both the chart and the gateway. Fails if one of the two is not in it. */
export function versioned(chart, version) {
  for (const key of ['version', 'appVersion'])
    if (!new RegExp(`^${key}: `, 'm').test(chart)) throw new Error(`Chart.yaml has no ${key}.`)
  return chart.replace(/^version: .*$/m, `version: ${version}`).replace(/^appVersion: .*$/m, `appVersion: "${version}"`)
}
