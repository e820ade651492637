import { z } from 'zod'

/** A calendar day (YYYY-MM-DD) of this age, as a date field sends it; anything else gets this sentence. */
export const dayField = (said: string) =>
  z
    .string({ error: said })
    .trim()
    .pipe(z.iso.date({ error: said, abort: true }))
    .refine((day) => day >= '1950-01-01' && day <= '2100-12-31', said)

/** The calendar day (YYYY-MM-DD) that it is now in UTC, as the database counts days. */
export const todayInUtc = () => new Date().toISOString().slice(0, 10)

/** A day that may be left out: null then. */
export const optionalDay = (said: string) =>
  z.union([z.literal('').transform(() => null), dayField(said)], { error: said })
