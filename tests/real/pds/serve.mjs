// An AT Protocol server with a directory of its own, on loopback, in one folder:
//
//     node serve.mjs FOLDER DIRECTORY_PORT SERVER_PORT
//
// The directory keeps its accounts in memory; nothing is announced to anybody. Prints "ready" when both answer.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PDS, envToCfg, envToSecrets, readEnv } from '@atproto/pds'
import directory from '@did-plc/server'

const [folder, directoryPort, serverPort] = process.argv.slice(2)
for (const name of ['data', 'blobs']) mkdirSync(join(folder, name), { recursive: true })

const plc = directory.PlcServer.create({ db: directory.Database.mock(), port: Number(directoryPort) })
await plc.start()

const settings = {
  ...readEnv(),
  hostname: 'localhost',
  port: Number(serverPort),
  devMode: true,
  dataDirectory: join(folder, 'data'),
  blobstoreDiskLocation: join(folder, 'blobs'),
  didPlcUrl: `http://127.0.0.1:${directoryPort}`,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  crawlers: [],
  jwtSecret: 'of a server that lives for a minute',
  adminPassword: 'of a server that lives for a minute',
  plcRotationKeyK256PrivateKeyHex: '1'.repeat(64),
}
const pds = await PDS.create(envToCfg(settings), envToSecrets(settings))
await pds.start()
console.log('ready')
