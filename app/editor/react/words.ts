import type { TFunction } from 'i18next'

/** The translator of the room's words (namespace `editor`), for what is not a component. */
export type Translate = TFunction<'editor'>
