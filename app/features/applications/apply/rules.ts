/** The least time a person takes to read and fill the first form; programs are quicker. Milliseconds. */
export const leastReading = 1_500

/** Whether the first form was filled by a program: the field nobody sees is filled, or no time has passed. */
export function looksAutomatic(
  { homepage, shown }: { homepage: string; shown: number },
  now: number,
): 'trap' | 'haste' | null {
  if (homepage !== '') return 'trap'
  return shown <= 0 || now - shown < leastReading ? 'haste' : null
}

/** Which step asks for an answer, by the database's name for it. */
export const stepOf: Record<string, 'institution' | 'work' | 'people' | 'declarations'> = {
  legalName: 'institution',
  kind: 'institution',
  country: 'institution',
  languages: 'institution',
  mandate: 'work',
  work: 'work',
  focalName: 'people',
  referees: 'people',
  email: 'people',
  conflicts: 'declarations',
  showInDirectory: 'declarations',
  showFocalPerson: 'declarations',
}
