import { nobody, type Chapter } from '../scene.ts'

/** Tables that nobody but the service may touch: letters and links open accounts and applications, the journal holds every word. */
export const serviceOnly: readonly Chapter[] = [
  { about: 'letters', scenes: nobody('public.letters', 'id') },
  { about: 'application_links', scenes: nobody('public.application_links', 'application_id') },
  { about: 'digest_items', scenes: nobody('public.digest_items', 'person_id') },
  { about: 'digests_sent', scenes: nobody('public.digests_sent', 'person_id') },
  { about: 'rights_changes', scenes: nobody('public.rights_changes', 'count') },
  { about: 'chapter_updates', scenes: nobody('public.chapter_updates', 'chapter_id') },
  { about: 'chapter_history', scenes: nobody('public.chapter_history', 'chapter_id') },
  { about: 'chapter_snapshots', scenes: nobody('public.chapter_snapshots', 'chapter_id') },
]
