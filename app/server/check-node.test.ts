import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

/** The check, as a Node of that number runs it. */
function checked(version: string) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`
  return spawnSync(process.execPath, ['-e', `${pretend}; require('./app/server/check-node.cjs')`], {
    encoding: 'utf8',
  })
}

test('a Node that cannot run the portal is told so in one line, with the way out', () => {
  for (const version of ['12.22.12', '20.20.2', '22.17.1', '23.5.0']) {
    const { status, stderr } = checked(version)
    expect(status, version).toBe(1)
    expect(stderr.trim().split('\n'), version).toHaveLength(1)
    expect(stderr, version).toMatch(`this is ${version}: run "npm ci" again`)
  }
})

test('a Node that runs TypeScript as it stands goes on', () => {
  for (const version of ['22.18.0', '23.6.0', '24.0.0']) expect(checked(version).status, version).toBe(0)
})
