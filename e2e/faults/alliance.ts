/** The demo alliance's people and chapters that the faults are tried on. */
export const people = {
  jonas: 'jonas@havel-institute.example',
  amina: 'amina@tana-forum.example',
} as const
export type Who = keyof typeof people
export const ids = {
  amina: '20000000-0000-4000-8000-000000000002',
  jonas: '20000000-0000-4000-8000-000000000001',
  tana: '10000000-0000-4000-8000-000000000002',
} as const
/** Jonas leads the compendium and may write in all of them; Amina's institution in the first three. */
export const chapters = {
  introduction: '40000000-0000-4000-8000-000000000001',
  mandates: '40000000-0000-4000-8000-000000000002',
  voices: '40000000-0000-4000-8000-000000000007',
  drawdown: '40000000-0000-4000-8000-000000000003',
} as const
