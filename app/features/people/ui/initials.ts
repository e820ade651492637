/** Two letters that stand for a person: of the first and the last part of the name. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean)
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) =>
    part ? [...part][0] : '',
  )
  return letters.join('').toUpperCase()
}
