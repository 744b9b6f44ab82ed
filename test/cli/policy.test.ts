import { parse } from 'graphql'
import { actionsOf } from '../../src/cli/commands/actions-of.ts'
import { SERVICES } from '../../src/services.ts'
import { blocksOf, firstBlock, readPage, sectionsOf } from '../support/pages.ts'
import { run } from './terminals.ts'

const ALL = SERVICES.flatMap(({ name, permissions }) => permissions.map(({ operation }) => `${name}:${operation}`))

test('deploygraph policy prints the actions of the policy of docs/operations.md', async () => {
  const [policy = ''] = blocksOf(readPage('docs/operations.md'), 'json').filter((text) => text.includes('Version'))
  const { code, stdout } = await run('policy')
  const [printed, documented] = [stdout, policy].map((text) => [...JSON.parse(text).Statement[0].Action].sort())
  expect({ code, printed }).toEqual({ code: 0, printed: documented })
})

const recipes = sectionsOf(readPage('docs/cookbook.md'), '## \\d+\\. ').map(({ title, text }) => {
  const [, stated = ''] = /^AWS calls: (.*)/ms.exec(text) ?? []
  const actions = [...stated.matchAll(/`(\w+:\w+)` \d+/g)].map(([, action = '']) => action)
  return [title, firstBlock(text, 'graphql') ?? '', actions] as const
})

test.each(recipes)('the policy of a document allows what it calls: %s', (_, document, calls) => {
  const { actions, mistakes } = actionsOf(parse(document))
  expect(mistakes).toEqual([])
  expect(calls.filter((action) => !actions.includes(action))).toEqual([])
  expect(actions.filter((action) => !ALL.includes(action))).toEqual([])
})

test('the policy of a document has nothing of services that it does not read', () => {
  const { actions } = actionsOf(parse('{ codeDeployDeployments(first: 2) { nodes { deploymentId } } }'))
  expect(actions).toEqual(['codedeploy:BatchGetDeployments', 'codedeploy:ListDeployments'])
})

test('the policy of a document that reads a node has what reads one of that type', () => {
  const { actions } = actionsOf(
    parse('query ($id: ID!) { node(id: $id) { ... on DeploymentGroup { applicationName } } }'),
  )
  expect(actions).toContain('codedeploy:BatchGetDeploymentGroups')
})
