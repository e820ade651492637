import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import routes from './routes.ts'

/** The name that the file of a URL has; see `CONTRIBUTING.md`. */
function nameOf(url: string): string {
  if (url === '') return '_index'
  return url
    .replaceAll('.', '[.]')
    .replaceAll(/:(\w+)\?/g, '($$$1)')
    .replaceAll(/:(\w+)/g, '$$$1')
    .replace('*', '$$')
    .replaceAll('/', '.')
}

test('the file of a route is named after its URL', async () => {
  const own = (await routes).filter(({ file }) => file !== 'routes/renamed.ts')
  expect(own.map(({ file }) => file.replace(/\.tsx?$/, ''))).toEqual(
    own.map(({ path = '' }) => `routes/${nameOf(path)}`),
  )
})

test('every file in routes/ has a URL', async () => {
  const files = globSync('routes/**', { cwd: 'app' }).filter((file) => /\.tsx?$/.test(file))
  expect(files.toSorted()).toEqual([...new Set((await routes).map(({ file }) => file))].toSorted())
})
