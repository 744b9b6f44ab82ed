import { ListApplicationsCommand } from '@aws-sdk/client-codedeploy'
import { createClients } from '../../../src/aws/calls/clients.ts'
import { createLimits } from '../../../src/aws/calls/queue.ts'
import { Locations } from '../../../src/aws/locations.ts'
import { client as codedeploy } from '../../../src/codedeploy/client.ts'
import { started } from '../../emulator/started.ts'

test('a location without credentials signs with those that the SDK finds in the environment', async () => {
  const { emulator } = await started()
  const { accessKeyId, secretAccessKey } = emulator.credentials
  const location = { name: 'here', region: 'us-east-1', endpoint: emulator.endpoint }
  const clients = createClients(new Locations([location], false), createLimits(1_000), { awsCallTimeoutMs: 1_000 })
  const { env } = process
  process.env = { ...env, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  try {
    await expect(clients.at(codedeploy, 'here').send(new ListApplicationsCommand({}))).resolves.toBeDefined()
  } finally {
    process.env = env
    clients.destroy()
  }
})
