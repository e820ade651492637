import type { DocumentJson } from '#app/editor/render/index.ts'
import { bullets, h2, key, p, recommend } from './blocks.ts'

const chapter = (n: number) => `40000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** The demo brief "Listening posts" and the demo digest on police: chapters by id. All of it is invented. */
export const otherVolumes: Record<string, DocumentJson[]> = {
  [chapter(11)]: [
    key(
      '**Warnings travel on foot.** In the three regions we followed, a village knew of an attack forty hours before it happened, on average, and the nearest patrol base eleven.',
      '**Listening posts are cheap and fragile.** A handset, a notebook and a person whom others trust cost less than one patrol day a year. One careless question in public ends them.',
      '**Answer, or do not ask.** Networks that reported three times without a visible answer stopped reporting.',
    ),
    h2('Summary'),
    p(
      'Communities in conflict have always warned each other. Peace operations have begun to listen in, sometimes well. This brief describes how self-run listening posts work in the invented regions of Tarava, Low Selim and the Ganda plain, what makes them last, and what a mission should leave alone.',
    ),
  ],
  [chapter(12)]: [
    h2('One person, one notebook'),
    p(
      'A post is rarely a place. It is a midwife, a bus driver, the woman who repairs radios. Each evening they note what is unusual, and what is usual and missing: no smoke from the charcoal hills, no boys at the ford. Twice a week they compare notes with the next post along the road.',
    ),
    p(
      'Nothing is written that could not be read aloud. Names stay in the head. The notebook is burned when the rains come and begun anew, which keeps it honest and keeps it short.',
    ),
    h2('What makes it last'),
    bullets(
      'It belongs to the village, and reports to the village first.',
      'The person changes every two years, and the old one stays to advise.',
      'Somebody answers, within two days, even if the answer is no.',
    ),
    h2('What breaks it'),
    p(
      'Money does, when it comes monthly and to one person. So do uniforms at the door, maps with the posts drawn in, and journalists who ask for the bus driver by name.',
    ),
  ],
  [chapter(13)]: [
    recommend(
      'Secretariat',
      'Keep no register of people who run posts; keep a record of warnings and of the answers given to them.',
    ),
    recommend(
      'T/PCCs',
      'Teach every patrol commander the local word for “we heard you”, and expect it to be used.',
    ),
    recommend(
      'Donors',
      'Pay for batteries, bicycles and evening meals, in kind and in public. Do not pay for information.',
    ),
    recommend('Host state', 'Protect by law those who warn others, whatever language they do it in.'),
  ],
  [chapter(21)]: [
    h2('Source'),
    p(
      'Chann, S. and Morel, A., _Fifteen Years of Lending Police: An Invented Dataset_, Mekong Desk Working Paper 12.',
    ),
    h2('Talking points'),
    bullets(
      'Half of all police in the data came from nine contributors; two of these have announced that they will stop.',
      'Specialised teams cost three times as much and stayed twice as long.',
      'No contributor was reimbursed for language training, and all but one paid for it.',
    ),
  ],
  [chapter(22)]: [h2('Key insight for practice'), p('')],
}
