import { ListApplicationsCommand } from '@aws-sdk/client-codedeploy'
import { createClients } from '../../src/aws/clients.ts'
import { Locations } from '../../src/aws/locations.ts'
import { started } from '../emulator/started.ts'

test('a location without credentials signs with those that the SDK finds in the environment', async () => {
  const { emulator } = await started()
  const { endpoint, credentials } = emulator
  const { env } = process
  process.env = {
    ...env,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  }
  const clients = createClients(new Locations([{ name: 'here', region: 'us-east-1', endpoint }], false))
  try {
    await expect(clients.codedeploy('here').send(new ListApplicationsCommand({}))).resolves.toBeDefined()
  } finally {
    clients.destroy()
    process.env = env
  }
})
