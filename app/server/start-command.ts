import { readFileSync } from 'node:fs'

/** How `npm start` runs the portal, for whoever starts it by other means and must not differ: Node's own options. */
export function startFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}
