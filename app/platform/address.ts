import { z } from 'zod'

/** The id of a thing, in an address. */
export const IdParam = z.object({ id: z.uuid() })
/** The short name of an institution or a compendium, in an address. */
export const SlugParam = z.object({
  slug: z
    .string()
    .max(200)
    .regex(/^[a-z0-9-]+$/),
})

/** Reads the parameters of an address. Throws an answer of 404 when they do not fit: there can be nothing there. */
export function parseParams<T extends z.ZodType>(params: Record<string, string | undefined>, schema: T) {
  const read = schema.safeParse(params)
  if (read.success) return read.data
  throw new Response(null, { status: 404, statusText: 'not-found' })
}

/** Reads what an address says after its question mark. The schema has a `catch` for whatever does not fit. */
export function parseSearch<T extends z.ZodType>(request: Request, schema: T): z.infer<T> {
  return schema.parse(Object.fromEntries(new URL(request.url).searchParams))
}
