const chapter = (n: number) => `40000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const person = (n: number) => `20000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
const [jonas, amina, lucia, ravi, marta] = [person(1), person(2), person(3), person(4), person(5)]
const [esi, rania, ingridOfPolice, claire] = [person(7), person(8), person(11), person(12)]

/** Who wrote last in which demo chapter, and how many hours before the first start. */
export const lastChanges = [
  { chapter: chapter(1), by: amina, hoursAgo: 3 },
  { chapter: chapter(2), by: jonas, hoursAgo: 26 },
  { chapter: chapter(3), by: claire, hoursAgo: 49 },
  { chapter: chapter(4), by: jonas, hoursAgo: 170 },
  { chapter: chapter(5), by: person(13), hoursAgo: 8 },
  { chapter: chapter(6), by: esi, hoursAgo: 96 },
  { chapter: chapter(7), by: rania, hoursAgo: 5 },
  { chapter: chapter(8), by: jonas, hoursAgo: 171 },
  { chapter: chapter(11), by: amina, hoursAgo: 190 },
  { chapter: chapter(12), by: person(6), hoursAgo: 210 },
  { chapter: chapter(13), by: amina, hoursAgo: 192 },
  { chapter: chapter(21), by: ingridOfPolice, hoursAgo: 30 },
  { chapter: chapter(22), by: ingridOfPolice, hoursAgo: 31 },
]

/** When the people with demo accounts last looked in, and how many words they had not seen then. */
export const lastVisits = [
  { person: jonas, chapter: chapter(1), hoursAgo: 28, wordsSince: 86 },
  { person: jonas, chapter: chapter(5), hoursAgo: 27, wordsSince: 41 },
  { person: jonas, chapter: chapter(7), hoursAgo: 75, wordsSince: 112 },
  { person: jonas, chapter: chapter(2), hoursAgo: 26, wordsSince: 0 },
  { person: amina, chapter: chapter(1), hoursAgo: 3, wordsSince: 0 },
  { person: amina, chapter: chapter(2), hoursAgo: 50, wordsSince: 64 },
  { person: amina, chapter: chapter(7), hoursAgo: 30, wordsSince: 57 },
  { person: ravi, chapter: chapter(1), hoursAgo: 52, wordsSince: 130 },
  { person: marta, chapter: chapter(1), hoursAgo: 100, wordsSince: 190 },
  { person: lucia, chapter: chapter(11), hoursAgo: 150, wordsSince: 0 },
]
