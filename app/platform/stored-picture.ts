import { z } from 'zod'

/** A picture that the portal drew, as the database hands it over; without bytes when the reader has it already. */
export const StoredPicture = z
  .object({
    stamp: z.string(),
    /** Whether everybody may see it. */
    open: z.boolean(),
    content: z.string().nullable(),
  })
  .transform(({ content, ...rest }) => ({
    ...rest,
    bytes: content === null ? null : new Uint8Array(Buffer.from(content, 'base64')),
  }))
export type StoredPicture = z.infer<typeof StoredPicture>
