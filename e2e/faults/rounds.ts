/** How many rounds a test makes that only fails when something happens at a certain moment. */
export function rounds(inTheSuite: number, inTheBench: number): number {
  return process.env.FAULTS_OFTEN === '1' ? inTheBench : inTheSuite
}
