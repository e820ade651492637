import type { Engine } from './engine.ts'
export async function runMutants(
  _engine: Engine,
  _only?: string,
): Promise<{ sentence: string; survived?: string }[]> {
  return []
}
