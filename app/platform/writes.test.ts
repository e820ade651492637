import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/**
 * PostgREST's upsert updates every column that is sent, the keys among them, and asks for the right to do so. The embedded data
 * API updates less, so only a hosted portal fails. Rows are therefore merged by functions of the database.
 */
test('no row is merged through the data API', () => {
  const files = globSync('app/**/*.{ts,tsx}').filter((file) => !/\/testing\/|\.test\.tsx?$/.test(file))
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter((file) => /\.\s*upsert\s*\(/.test(readFileSync(file, 'utf8')))).toEqual([])
})
