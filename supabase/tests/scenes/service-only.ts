import { nobody, type Chapter } from '../scene.ts'

/** Tables that nobody but the service may touch: letters hold links that open accounts, the journal holds every word. */
export const serviceOnly: readonly Chapter[] = [
  { about: 'letters', scenes: nobody('public.letters', 'id') },
  { about: 'rights_changes', scenes: nobody('public.rights_changes', 'count') },
  { about: 'chapter_updates', scenes: nobody('public.chapter_updates', 'chapter_id') },
  { about: 'chapter_history', scenes: nobody('public.chapter_history', 'chapter_id') },
  { about: 'chapter_snapshots', scenes: nobody('public.chapter_snapshots', 'chapter_id') },
]
