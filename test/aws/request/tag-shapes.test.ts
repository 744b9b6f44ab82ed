import { tagShapes } from '../../../src/aws/request/tag-shapes.ts'

test('answers are found by their key, and know what they are and where they are from', () => {
  const shapes = [
    { deploymentId: 'd-2', status: 'Failed' },
    { deploymentId: 'd-1', status: 'Ready' },
  ]
  const found = tagShapes('CodeDeployDeployment', 'prod', 'deploymentId', shapes)
  expect(Object.fromEntries(found)).toEqual({
    'd-1': { kind: 'CodeDeployDeployment', location: 'prod', deploymentId: 'd-1', status: 'Ready' },
    'd-2': { kind: 'CodeDeployDeployment', location: 'prod', deploymentId: 'd-2', status: 'Failed' },
  })
})

test('an answer without its key is left out', () => {
  const shapes: { deploymentId?: string }[] = [{}, { deploymentId: undefined }, { deploymentId: 'd-1' }]
  expect([...tagShapes('CodeDeployDeployment', 'prod', 'deploymentId', shapes).keys()]).toEqual(['d-1'])
})

test('no list in the answer is an empty one', () => {
  expect(tagShapes<'X', { id: string }, 'id'>('X', 'prod', 'id', undefined).size).toBe(0)
})
