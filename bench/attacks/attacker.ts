/** A process of its own that carries out one attack, so that it takes no time from what is measured. */
import { attacks } from './attacks.ts'
import type { AttackTarget } from './attack.ts'

process.on('message', async ({ name, target }: { name: string; target: AttackTarget }) => {
  const attack = attacks.find((one) => one.name === name)
  await attack?.run(target)
  process.exit(attack ? 0 : 1)
})
process.on('disconnect', () => process.exit(1))
