import i18next, { type i18n, type TFunction } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'

export type Namespace = keyof typeof en

/** One set of words for the process; English is complete, other languages are a file away. */
export const words: i18n = i18next.createInstance()
void words.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(en),
  defaultNS: 'shell',
  resources: { en },
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** The texts of one namespace, for code outside components. */
export function wordsOf<N extends Namespace>(room: N): TFunction<N> {
  return words.getFixedT('en', room) as TFunction<N>
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: typeof en
  }
}
