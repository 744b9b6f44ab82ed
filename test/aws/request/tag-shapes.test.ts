import { tagShapes } from '../../../src/aws/request/tag-shapes.ts'

test('tagShapes maps shapes by key and adds their kind and location', () => {
  const shapes = [
    { deploymentId: 'd-2', status: 'Failed' },
    { deploymentId: 'd-1', status: 'Ready' },
  ]
  const tagged = tagShapes('CodeDeployDeployment', 'prod', 'deploymentId', shapes)
  expect(Object.fromEntries(tagged)).toEqual({
    'd-1': { kind: 'CodeDeployDeployment', location: 'prod', deploymentId: 'd-1', status: 'Ready' },
    'd-2': { kind: 'CodeDeployDeployment', location: 'prod', deploymentId: 'd-2', status: 'Failed' },
  })
})

test('tagShapes drops a shape without its key', () => {
  const shapes: { deploymentId?: string }[] = [{}, { deploymentId: undefined }, { deploymentId: 'd-1' }]
  expect([...tagShapes('CodeDeployDeployment', 'prod', 'deploymentId', shapes).keys()]).toEqual(['d-1'])
})

test('tagShapes treats a missing list as an empty one', () => {
  expect(tagShapes<'X', { id: string }, 'id'>('X', 'prod', 'id', undefined).size).toBe(0)
})
