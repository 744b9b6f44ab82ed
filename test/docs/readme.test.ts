import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { DEMO_LOCATIONS, demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'
import { useLiveGateways } from '../live/live-gateway.ts'
import { hasCurl } from '../support/curl.ts'
import { PATIENT, useGateways } from '../support/gateway.ts'
import { blocksOf, readPage } from '../support/pages.ts'

const readme = readPage('README.md')
const [query = '', ...otherQueries] = blocksOf(readme, 'graphql')
const [answer = '', ...otherAnswers] = blocksOf(readme, 'json')

const { start } = useGateways(PATIENT)
const live = useLiveGateways({ ...PATIENT, world: demoWorld(), locations: DEMO_LOCATIONS })

test('the README has at most 200 lines, one query and its answer', () => {
  expect(readme.split('\n').length).toBeLessThanOrEqual(200)
  expect([otherQueries, otherAnswers]).toEqual([[], []])
})

test('the demo answers the query as the README shows it, with as many AWS calls as it states', async () => {
  const gateway = await start({ receipt: true })
  const { status, data, errors, extensions } = await gateway.query(query)
  expect([status, errors]).toEqual([200, undefined])
  expect({ data }).toEqual(JSON.parse(answer))
  const [, calls] = /^One HTTP request, (\d+) AWS calls/m.exec(readme) ?? []
  expect(extensions?.aws?.totalCalls).toBe(Number(calls))
})

test('every relative link of the README leads to a file', () => {
  const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = '']) => path)
  expect(links).toContain('CONTRIBUTING.md')
  expect(links.filter((path) => !existsSync(new URL(`../../${path}`, import.meta.url)))).toEqual([])
})

// Longer than the longest pause between reads.
const STEP_MS = 40_000

if (hasCurl())
  test('the subscription of the README prints what is under way in the demo, and then what changes', async () => {
    const [command = ''] = blocksOf(readme, 'sh').filter((text) => text.includes('subscription'))
    const { url, timers } = await live.start({ subscriptionMaxSeconds: 86_400 })
    expect(command).toContain('http://127.0.0.1:4000/')
    const curl = spawn('/bin/sh', ['-c', `exec ${command.replace('http://127.0.0.1:4000', url)}`])
    const changes: string[] = []
    let clock: NodeJS.Timeout | undefined
    try {
      for await (const line of createInterface(curl.stdout)) {
        if (!line.startsWith('data: {')) continue
        const { data, errors } = JSON.parse(line.slice('data: '.length))
        expect(errors).toBeUndefined()
        const { change, activity } = data.activity
        changes.push(change)
        if (change === 'SYNCED') clock = setInterval(() => timers.advance(STEP_MS), 20)
        else expect(activity).toEqual({ title: expect.any(String), phase: expect.any(String) })
        if (change === 'CHANGED') break
      }
    } finally {
      clearInterval(clock)
      curl.kill()
    }
    expect(changes[0]).toBe('PRESENT')
    expect(changes.indexOf('SYNCED')).toBe(changes.lastIndexOf('PRESENT') + 1)
    expect(changes.at(-1)).toBe('CHANGED')
  })
else process.stdout.write('README.md: its subscription is not run, there is no curl.\n')
