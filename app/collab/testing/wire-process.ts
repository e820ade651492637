/** The wire in a process of its own, for tests that end it: `PORT` and the settings of a database in the environment. */
import { openWire } from './wire.ts'

const wire = await openWire({ port: Number(process.env.PORT) })
process.on('SIGTERM', () => {
  void wire.stop(1_500).then(() => process.exit(0))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
