/**
 * How often something is tried that only goes wrong when it falls into the wrong moment: `seldom` in the suite, which runs many
 * times a day, `often` in `npm run bench:faults`.
 */
export function rounds(seldom: number, often: number): number {
  return process.env.FAULTS_OFTEN === '1' ? often : seldom
}
