import type { Sharp, SharpOptions } from 'sharp'

/** Pixels a picture may have before it is re-encoded: what a good phone takes. Bytes say little about them. */
const mostPixels = 64_000_000
/**
 * How many times longer than its other side a side may be. A portrait is scaled until its short side fills the square: a
 * strip of 8000 × 2 pixels, a hundred bytes as a file, would be scaled to a thousand million pixels first.
 */
const mostStretched = { portrait: 4, logo: 20 }
/** Drawing the largest picture takes two seconds or three. */
const longestSeconds = 20

export type Drawn =
  | { kind: 'drawn'; bytes: Uint8Array }
  | { kind: 'too-many-pixels' }
  | { kind: 'too-narrow' }
  | { kind: 'unreadable' }

/** A photo of a person: square, 512 pixels, without anything that the camera noted beside the picture. */
export function drawPortrait(bytes: Uint8Array): Promise<Drawn> {
  return draw(bytes, mostStretched.portrait, (picture) =>
    picture
      .resize(512, 512, { fit: 'cover', position: 'attention' })
      .flatten({ background: '#ffffff' })
      .webp({ quality: 82 }),
  )
}

/** The sign of an institution: within 640 × 320 pixels, see-through where it was. */
export function drawLogo(bytes: Uint8Array): Promise<Drawn> {
  return draw(bytes, mostStretched.logo, (picture) =>
    picture.resize(640, 320, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 90 }),
  )
}

let turn: Promise<unknown> = Promise.resolve()

/** Draws one picture after the other, so that no more than one is unpacked at a time. */
function draw(bytes: Uint8Array, stretched: number, how: (picture: Sharp) => Sharp): Promise<Drawn> {
  const drawn = turn.then(async (): Promise<Drawn> => {
    const open = await library()
    try {
      const picture = open(bytes, { limitInputPixels: mostPixels, failOn: 'error', autoOrient: true })
      // Read from the first bytes of the file: nothing is unpacked yet.
      const { width, height } = await picture.metadata()
      if (width * height > mostPixels) return { kind: 'too-many-pixels' }
      if (Math.max(width, height) > stretched * Math.min(width, height)) return { kind: 'too-narrow' }
      return { kind: 'drawn', bytes: await how(picture).timeout({ seconds: longestSeconds }).toBuffer() }
    } catch (error) {
      const tooMany = error instanceof Error && /pixel limit/i.test(error.message)
      return { kind: tooMany ? 'too-many-pixels' : 'unreadable' }
    }
  })
  turn = drawn.catch(() => undefined)
  return drawn
}

/** Loaded with the first picture: a process that draws none does not carry it (decision 007). */
async function library(): Promise<(bytes: Uint8Array, options: SharpOptions) => Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  // Whatever a file says it is, only the readers of the kinds we take are there.
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
  })
  return sharp
}
