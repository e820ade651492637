import { strToU8 } from 'fflate'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { drawLogo, drawPortrait } from './pictures.server.ts'

const sky = { width: 900, height: 600, channels: 3, background: '#3366aa' } as const

/** A photo as a phone takes it: with the place where it was taken. */
const withPlace = () =>
  sharp({ create: sky })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telephone', Copyright: 'A name' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '9/1 1/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '38/1 44/1 0/1',
      },
    })
    .toBuffer()

test('a photo comes out square, and without what the camera noted', async () => {
  const taken = await withPlace()
  expect(taken.includes('Telephone')).toBe(true)
  expect((await sharp(taken).metadata()).exif).toBeDefined()
  const drawn = await drawPortrait(taken)
  if (drawn.kind !== 'drawn') throw new Error(drawn.kind)
  const meta = await sharp(drawn.bytes).metadata()
  expect(meta).toMatchObject({ format: 'webp', width: 512, height: 512, hasAlpha: false })
  for (const key of ['exif', 'xmp', 'iptc', 'icc', 'comments'] as const)
    expect(meta[key], key).toBeUndefined()
  for (const word of ['Telephone', 'A name', 'GPS', 'Exif'])
    expect(Buffer.from(drawn.bytes).includes(word), word).toBe(false)
})

test('a photo that lies on its side is put upright first', async () => {
  // Red at the top once turned: the left side of what the camera stored, turned by orientation 6.
  const stored = await sharp({ create: { ...sky, background: '#0000ff' } })
    .composite([
      { input: { create: { width: 300, height: 600, channels: 3, background: '#ff0000' } }, left: 0, top: 0 },
    ])
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const drawn = await drawLogo(stored)
  if (drawn.kind !== 'drawn') throw new Error(drawn.kind)
  const { data, info } = await sharp(drawn.bytes).raw().toBuffer({ resolveWithObject: true })
  expect(info.width).toBeLessThan(info.height)
  expect(data[0]).toBeGreaterThan(200)
  expect(data[data.length - info.channels + 2]).toBeGreaterThan(200)
})

test('a logo keeps its shape and what is see-through', async () => {
  const wide = await sharp({
    create: { width: 2000, height: 400, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer()
  const drawn = await drawLogo(wide)
  if (drawn.kind !== 'drawn') throw new Error(drawn.kind)
  expect(await sharp(drawn.bytes).metadata()).toMatchObject({ width: 640, height: 128, hasAlpha: true })
})

test('a small file that unpacks to very many pixels is not unpacked', async () => {
  const bomb = await sharp({
    create: { width: 12_000, height: 12_000, channels: 3, background: '#000000' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer()
  expect(bomb.length).toBeLessThan(1_000_000)
  expect(await drawPortrait(bomb)).toEqual({ kind: 'too-many-pixels' })
})

test.each([
  [2000, 2],
  [8000, 2],
  [2, 8000],
  [2500, 500],
])('a strip of %i × %i pixels is refused before it is scaled', async (width, height) => {
  const strip = await sharp({ create: { width, height, channels: 3, background: '#000000' } })
    .png()
    .toBuffer()
  expect(await drawPortrait(strip)).toEqual({ kind: 'too-narrow' })
  expect((await drawLogo(strip)).kind).toBe(height === 500 ? 'drawn' : 'too-narrow')
})

test('a picture of one pixel and one in the widest shape that is taken are drawn', async () => {
  for (const [width, height] of [
    [1, 1],
    [400, 100],
  ] as const) {
    const bytes = await sharp({ create: { ...sky, width, height } })
      .png()
      .toBuffer()
    const drawn = await drawPortrait(bytes)
    if (drawn.kind !== 'drawn') throw new Error(drawn.kind)
    expect(await sharp(drawn.bytes).metadata()).toMatchObject({ width: 512, height: 512 })
  }
})

test('what only calls itself a picture is none, and the next picture is drawn all the same', async () => {
  const svg = strToU8(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  )
  const half = (await withPlace()).subarray(0, 900)
  const [first, second, third] = await Promise.all([
    drawLogo(svg),
    drawPortrait(half),
    drawPortrait(await withPlace()),
  ])
  expect([first.kind, second.kind, third.kind]).toEqual(['unreadable', 'unreadable', 'drawn'])
})
