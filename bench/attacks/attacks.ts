import type { Attack } from './attack.ts'
import { requestAttacks } from './workloads/requests.ts'
import { socketAttacks } from './workloads/sockets.ts'
import { updateAttacks } from './workloads/updates.ts'

/** Every attack, in the order in which they run. A new one is a file in `workloads/`, named here. */
export const attacks: readonly Attack[] = [...requestAttacks, ...socketAttacks, ...updateAttacks]
