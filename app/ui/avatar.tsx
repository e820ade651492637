import { useTranslation } from 'react-i18next'
import { classNames } from './class-names.ts'

export const CARET_COLOURS = 12

/** One of the twelve caret colours, for any whole number. */
export function caretColour(index: number): { colour: string; tint: string } {
  const n = ((Math.trunc(index) % CARET_COLOURS) + CARET_COLOURS) % CARET_COLOURS
  return { colour: `var(--caret-${n})`, tint: `var(--caret-${n}-tint)` }
}

/** The first letters of the first and the last word of a name, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean)
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words
  return ends.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('')
}

export type AvatarProps = {
  name: string
  /** Which caret colour; the same as in the editor. Without it the ground is neutral. */
  colour?: number
  src?: string
  size?: keyof typeof sizes
  /** The name stands beside it already: keep it from being read twice. */
  decorative?: boolean
  className?: string
}

const sizes = {
  small: 'size-6 text-[0.625rem]',
  normal: 'size-8 text-[0.6875rem]',
  large: 'size-12 text-base',
  portrait: 'size-24 text-2xl',
}

/** A person: a photo or initials, named. */
export function Avatar({ name, colour, src, size = 'normal', decorative, className }: AvatarProps) {
  const hue = colour === undefined ? null : caretColour(colour)
  const look = classNames(
    'relative inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full border font-semibold text-ink select-none',
    // Drawn, not written: the name is what is read and searched. They stand behind a photo until it is there.
    'before:content-[attr(data-initials)]',
    sizes[size],
    className,
  )
  const style = hue
    ? { backgroundColor: hue.tint, borderColor: hue.colour }
    : { backgroundColor: 'var(--wash)', borderColor: 'var(--edge)' }
  const naming = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name }
  return (
    <span {...naming} data-initials={initials(name)} className={look} style={style}>
      {src && (
        <img src={src} alt="" loading="lazy" className="absolute inset-0 size-full bg-wash object-cover" />
      )}
    </span>
  )
}

export type AvatarGroupProps = {
  people: readonly { id: string; name: string; colour?: number; src?: string }[]
  /** What the group is: "In this chapter now". */
  label: string
  /** How many are shown before the rest becomes a number. */
  most?: number
  size?: AvatarProps['size']
}

/** Several people, the rest as a number with their names on hover. */
export function AvatarGroup({ people, label, most = 4, size = 'normal' }: AvatarGroupProps) {
  const { t } = useTranslation('ui')
  const rest = people.length > most ? people.slice(most - 1) : []
  const shown = people.slice(0, people.length - rest.length)
  const names = rest.map(({ name }) => name).join(', ')
  return (
    <ul aria-label={label} className="flex -space-x-1 rtl:space-x-reverse">
      {shown.map(({ id, ...person }) => (
        <li key={id} className="flex rounded-full bg-paper ring-2 ring-paper">
          <Avatar {...person} size={size} />
        </li>
      ))}
      {rest.length > 0 && (
        <li title={names} className="flex rounded-full ring-2 ring-paper">
          <span
            className={classNames(
              'inline-flex items-center justify-center rounded-full border border-edge bg-wash font-semibold tabular-nums',
              sizes[size],
            )}
          >
            <span aria-hidden="true">+{rest.length}</span>
            <span className="sr-only">
              {t('people.more', { count: rest.length })}: {names}
            </span>
          </span>
        </li>
      )}
    </ul>
  )
}
