import { z } from 'zod'

/** The first steps of a new institution, in the order in which they are best taken. */
export const firstSteps = ['profile', 'visibility', 'people', 'text'] as const

export const FirstSteps = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  /** True when done. */
  steps: z.record(z.enum(firstSteps), z.boolean()),
})
/** The state of an institution's first steps. */
export type FirstSteps = z.infer<typeof FirstSteps>
