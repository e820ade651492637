import { rmSync } from 'node:fs'
import { buildIfChanged } from '../build.ts'
import { demoFolder } from './demo-folder.ts'
import { demoPostgres } from './demo-postgres.ts'

export type DemoAlliance = {
  dataDir: string
  /** What a portal needs to know to use it. */
  variables: Record<string, string>
  end(): Promise<void>
}

/**
 * The demo alliance in a database of its own: a real Postgres, which starts in half the processor time, or the embedded one where
 * there is none or `embedded` asks for it.
 */
export async function demoAlliance({ embedded = false } = {}): Promise<DemoAlliance> {
  await buildIfChanged()
  const own = embedded ? { missing: '' } : await demoPostgres()
  if ('url' in own) {
    const { dataDir, url, end } = own
    return { dataDir, variables: { DATA_DIR: dataDir, DATABASE_URL: url }, end }
  }
  const dataDir = await demoFolder('portal')
  return {
    dataDir,
    variables: { DATA_DIR: dataDir },
    end: async () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
