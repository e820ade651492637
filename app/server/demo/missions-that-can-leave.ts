import type { DocumentJson } from '#app/editor/render/index.ts'
import { arabic, bullets, h2, h3, key, p, quote, recommend, table } from './blocks.ts'

const chapter = (n: number) => `40000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** The demo compendium "Missions that can leave": chapters by id. Places, missions and figures are invented. */
export const missionsThatCanLeave: Record<string, DocumentJson[]> = {
  [chapter(1)]: [
    key(
      '**Leaving is a task, not a date.** A mission that plans its last year in its first spends less and leaves more behind.',
      'The people who stay judge a mission by three things: whether the road is safe, whether the police answer, and whether anyone still picks up the telephone.',
      'Every mandate should name, from the beginning, who takes over each thing the mission does, and what that will cost.',
    ),
    h2('Why this compendium'),
    p(
      'When the last convoy of the fictional mission in Tarava drove to the airfield, the guards at the northern depot had not been paid for eleven weeks. Nobody had decided that. It was simply on no list: the mission had paid them from a line that ended with the mission, and the ministry had learned of their existence from the newspaper.',
    ),
    p(
      'The six institutions that wrote these chapters have seen many such lists. Some of us trained the officers who were on them; some of us wrote the mandates; some of us lived next to the depot. We disagree about much. We agree that the end of a mission is decided in its first months, by people who do not expect to be there for it.',
    ),
    h2('How to read it'),
    p(
      'Each chapter is short, is signed by the institutions that wrote it, and ends in recommendations that name their addressee. Chapters two and three deal with the text of mandates and with the police. Chapter four follows the money. Chapter five belongs to the people who stay.',
    ),
    bullets(
      'Planners in a hurry may read the key messages and chapter six.',
      'Trainers will find exercises in chapter three.',
      'Journalists will find names, dates and a press contact at the end of every chapter.',
    ),
  ],
  [chapter(2)]: [
    key(
      'A mandate that says what “finished” looks like is easier to renew, easier to shrink, and easier to end.',
    ),
    h2('What mandates say today'),
    p(
      'We read forty invented mandates of the last twenty years, line by line. Thirty-one describe how the mission shall begin. Nine say how anybody would know that it may go. Of those nine, four were changed within two years, each time by adding tasks and never by taking one away.',
    ),
    table(
      ['What the mandate names', 'Of 40', 'Still named at the end'],
      ['Tasks', '40', '40'],
      ['An end state in words', '9', '5'],
      ['An end state that can be measured', '4', '2'],
      ['Who takes over', '3', '3'],
    ),
    h2('Three sentences that help'),
    p(
      'The first sentence says what the mission will **not** do. The second says who will do it afterwards. The third says when somebody will look whether that is still true.',
    ),
    quote(
      'We were never asked what we would need once they had gone. We were asked, often, whether we were grateful. (A district officer, in a conversation invented for this demo.)',
    ),
    recommend(
      'Security Council',
      'Ask for a handover plan with the first report, and for its cost with the second.',
    ),
    recommend(
      'Host state',
      'Name a counterpart for each mission task within the first year, with a budget line of its own.',
    ),
  ],
  [chapter(3)]: [
    h2('Five things that fall between two desks'),
    p(
      'Drawdown plans are good at vehicles. They count generators, list containers and know the depth of every well. They forget what is not on wheels.',
    ),
    bullets(
      '**Contracts of local staff.** Interpreters, guards and drivers know more than the files do.',
      '**Radio frequencies.** A community that called the mission on channel six will go on calling.',
      '**Evidence.** Notebooks of patrols are also records of what happened to people.',
      '**Fuel for the clinic** that stood at the edge of the camp and shared its tank.',
      '**Dogs.** Somebody fed them.',
    ),
    h3('A list that travels'),
    p(
      'The archive in Kigali keeps what we call a travelling list: one page, written in the first month, read aloud in every quarter, and signed by the one who takes over. It is not clever. It is never late.',
    ),
  ],
  [chapter(4)]: [h2('Benchmarks that people recognise'), p('')],
  [chapter(5)]: [
    key('The police that remain decide what is remembered of the police that came.'),
    h2('From patrol to partner'),
    p(
      'International police arrive as strangers, and for a while this helps them. They owe nothing to anyone. In the second year it stops helping: they know the streets but not the families, and the officers whom they mentor have begun to count the months.',
    ),
    p(
      'The Delhi Seminar followed the careers of 212 officers in three invented missions. Those who had been mentored by the same person for at least nine months were twice as likely to serve in the same station four years later. Rank made no difference. Language did.',
    ),
    h2('What to train, and when to stop'),
    p(
      'Training tends to be repeated because repeating it is easy to report. We suggest to count something else: the number of incidents that were handled without the mission being told.',
    ),
    recommend(
      'T/PCCs',
      'Send police for eighteen months or not at all, and let successors overlap by four weeks.',
    ),
  ],
  [chapter(6)]: [h2('The budget line nobody owns'), p('')],
  [chapter(7)]: [
    key('Host communities remember how a mission left long after they have forgotten why it came.'),
    h2('What we heard'),
    p(
      'In four towns that do not exist, and that resemble many that do, we asked the same question: what changed on the day after? The answers were practical. The market opened an hour later. The bridge was guarded by cousins. A woman who had sold tea at the gate of the camp moved her stall to the ministry, where people drink less of it.',
    ),
    arabic(
      'قالت لنا صاحبة المقهى إن البعثة رحلت في صباح يوم ثلاثاء، وإن أحداً لم يخبرها بالموعد. وأضافت: «كنت سأعدّ لهم الشاي للطريق».',
    ),
    p(
      'The sentence above was said in Arabic and is kept in it: a translation stands in the notes of the printed volume.',
    ),
    h2('Who speaks for whom'),
    p(
      'Listening sessions that are organised by a mission hear those who like missions. We went with the school inspectors instead, who are welcome nowhere and therefore everywhere.',
    ),
    recommend(
      'AU and regional organisations',
      'Fund listening for three years after a mission ends, through people who do not write its reports.',
    ),
  ],
  [chapter(8)]: [h2('Recommendations by addressee'), p('')],
}
