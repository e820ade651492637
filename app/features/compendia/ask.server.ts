import type { z } from 'zod'
import type { Functions } from '#app/platform/database.types.ts'
import type { Db } from '#app/platform/supabase.server.ts'

/** Asks one function of the database and checks the shape of its answer. Throws when it cannot be asked. */
export async function ask<Name extends keyof Functions, T extends z.ZodType>(
  db: Db,
  name: Name,
  input: Functions[Name]['Args'],
  shape: T,
): Promise<z.infer<T>> {
  const { data, error } = await db.rpc(name, input)
  if (error) throw new Error(`${name}: ${error.message}`)
  return shape.parse(data)
}
