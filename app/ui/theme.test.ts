import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Colour = readonly [lightness: number, chroma: number, hue: number]
type Linear = readonly [number, number, number]

const css = readFileSync(new URL('theme.css', import.meta.url), 'utf8')
const colour = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`
const pair = new RegExp(String.raw`--([\w-]+): light-dark\(${colour}, ${colour}\)`, 'g')

const themes = { light: new Map<string, Linear>(), dark: new Map<string, Linear>() }
for (const [, name = '', ...numbers] of css.matchAll(pair)) {
  const [l1, c1, h1, l2, c2, h2] = numbers.map(Number)
  themes.light.set(name, linear([l1 ?? 0, c1 ?? 0, h1 ?? 0]))
  themes.dark.set(name, linear([l2 ?? 0, c2 ?? 0, h2 ?? 0]))
}

function linear([lightness, chroma, hue]: Colour): Linear {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function luminance([r, g, b]: Linear): number {
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return 0.2126 * clip(r) + 0.7152 * clip(g) + 0.0722 * clip(b)
}

function contrast(one: Linear, other: Linear): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'wash', 'raised']
const running = ['ink']
const words = ['ink-soft', 'accent', 'accent-strong', 'draft', 'review', 'final', 'blocked', 'danger', 'warn']
const signs = ['edge', 'focus', ...Array.from({ length: 12 }, (_, n) => `caret-${n}`)]
const onColour = [
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['danger-ink', 'danger'],
  ['danger-ink', 'danger-strong'],
  ['ink', 'accent-wash'],
  ['ink-soft', 'accent-wash'],
  ['ink', 'danger-wash'],
  ['danger', 'danger-wash'],
  ['ink', 'warn-wash'],
  ['warn', 'warn-wash'],
  ['accent', 'accent-wash'],
] as const

describe.each(Object.entries(themes))('in the %s theme', (_, theme) => {
  const of = (name: string) => theme.get(name) ?? expect.fail(`no token --${name}`)

  test.each(running.flatMap((name) => grounds.map((ground) => [name, ground])))(
    '%s on %s is AAA for running text',
    (name, ground) => expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(7),
  )
  test.each(words.flatMap((name) => grounds.map((ground) => [name, ground])))(
    '%s on %s is AA for words',
    (name, ground) => expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5),
  )
  test.each(onColour)('%s on %s is AA for words', (name, ground) =>
    expect(contrast(of(name), of(ground))).toBeGreaterThanOrEqual(4.5),
  )
  test.each(signs)('%s stands out from paper as a sign', (name) =>
    expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(3),
  )
})
