import { PATIENT, useGateway } from '../support/gateway.ts'
import { blocksOf, readPage } from '../support/pages.ts'

const gateway = useGateway(PATIENT)

test('the demo answers the query of the feed without a problem', async () => {
  const [query = ''] = blocksOf(readPage('docs/insight.md'), 'graphql')
  const { data, errors } = await gateway.query(query)
  expect(errors).toBeUndefined()
  expect(data.activity).toMatchObject({ nodes: expect.arrayContaining([expect.anything()]), problems: [] })
})
