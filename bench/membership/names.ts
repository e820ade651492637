/** What the made-up alliance is put together from. Every place, house and person is invented; any likeness is an accident. */

/** Houses in several languages and scripts: `{place}` and `{field}` are filled in. */
export const houses = [
  { pattern: '{place} Institute for {field}', fields: 'en' },
  { pattern: 'Centre for {field}, {place}', fields: 'en' },
  { pattern: '{place} Network on {field}', fields: 'en' },
  { pattern: 'Institut de {place} pour {field}', fields: 'fr' },
  { pattern: 'Collectif {place} : {field}', fields: 'fr' },
  { pattern: 'Observatorio {place} de {field}', fields: 'es' },
  { pattern: 'Rede {place} de {field}', fields: 'pt' },
  { pattern: 'معهد {place}: {field}', fields: 'ar' },
  { pattern: 'Центр «{place}»: {field}', fields: 'ru' },
  { pattern: '{place} ማዕከል፦ {field}', fields: 'am' },
] as const

export const fields = {
  en: ['Mission Studies', 'Civilian Protection', 'Police Reform', 'Mandates', 'Mediation', 'Mission Support'],
  fr: ['la paix', 'la médiation', 'la police', 'les mandats', 'la protection', 'le désarmement'],
  es: ['Misiones', 'Mediación', 'Protección Civil', 'Mandatos', 'Reforma Policial', 'Transiciones'],
  pt: ['Missões', 'Mediação', 'Proteção', 'Mandatos', 'Polícia', 'Transições'],
  ar: ['دراسات السلام', 'الوساطة', 'حماية المدنيين', 'الشرطة', 'التدريب', 'المرحلة الانتقالية'],
  ru: ['посредничество', 'защита', 'мандаты', 'полиция', 'обучение', 'снабжение'],
  am: ['ሰላም', 'ሽምግልና', 'ስልጠና', 'ጥበቃ', 'ፖሊስ', 'ሽግግር'],
} as const

export const places = [
  'Ostravel',
  'Marabane',
  'Quillota Alta',
  'Fenmark',
  'Tamrit',
  'Sundvall',
  'Okandara',
  'Valombre',
  'Serra Azul',
  'Kiruvu',
  'Lindgrave',
  'Bahr Safi',
  'Monteluz',
  'Harrowmere',
  'Nyambene',
  'Castelvane',
  'Puerto Calma',
  'Sablon',
  'Dervish Hill',
  'Aldermoor',
  'Wadi Nour',
  'Tchibara',
  'Rio Manso',
  'Kestrelby',
  'Ambohitra',
  'Vesterholm',
  'Lac Bleu',
  'Zarafshan',
  'Cordalia',
  'Ngoma',
  'Eastmarch',
  'Pavlinka',
] as const

/** Given and family names that go together; a script of its own where one has it. */
export const people = [
  {
    given: ['Amina', 'Oumar', 'Kofi', 'Wanjiru', 'Tendai', 'Adama', 'Esi', 'Jabari', 'Nandi', 'Moussa'],
    family: [
      'Diallo',
      'Bekele',
      'Mensah',
      'Odhiambo',
      'Traoré',
      'Nkosi',
      'Adjei',
      'Kamara',
      'Touré',
      'Okonjo',
    ],
  },
  {
    given: ['Lucía', 'Tomás', 'Inês', 'Rafael', 'Camila', 'João', 'Ximena', 'Andrés', 'Beatriz', 'Mateo'],
    family: [
      'Quispe',
      'Pereyra',
      'Figueira',
      'del Río',
      'Ñandú',
      'Araújo',
      'Montoya',
      'Salcedo',
      'Prado',
      'Vilar',
    ],
  },
  {
    given: ['Ingrid', 'Jonas', 'Siobhán', 'Petra', 'Aurélie', 'Bram', 'Greta', 'Niamh', 'Lars', 'Zdeněk'],
    family: [
      "O'Rourke",
      'Solheim',
      'Vogel',
      'van der Meer',
      'Dvořák',
      'Lindqvist',
      'Lefèvre',
      "D'Amato",
      'Szabó',
    ],
  },
  {
    given: ['ليلى', 'سامر', 'نور', 'هدى', 'كريم', 'رانية', 'يوسف', 'مريم'],
    family: ['حداد', 'الخطيب', 'منصور', 'الزين', 'درويش', 'صالح', 'بن علي', 'الحسن'],
  },
  {
    given: ['Ольга', 'Тимур', 'Нино', 'Андрей', 'Дарина', 'Руслан'],
    family: ['Веснина', 'Каримов', 'Лесная', 'Бондарь', 'Ткач', 'Орлова'],
  },
  {
    given: ['ሰላም', 'ዳዊት', 'ሄለን', 'ዮናስ', 'ትዕግስት', 'አበበ'],
    family: ['ታደሰ', 'አለሙ', 'በቀለ', 'ገብረ', 'ከበደ', 'ወልዴ'],
  },
  {
    given: ['Ravi', 'Meera', 'Arjun', 'Sokha', 'Maricel', 'Bayu', 'Linh', 'Tenzin', '美玲', '建国'],
    family: ['Menon', 'Chann', 'Abad', 'Wibowo', 'Nguyen', 'Iyer', 'Dorji', 'Rahman', '林', '陈'],
  },
] as const

/** Some lands have many members, most have few: the first ones are drawn more often. */
export const countries =
  'KE DE AR BD BE BR CA CD CI CL CM CO DJ DO EG ES ET FI FR GB GH ID IE IN IQ IT JO KH LB LK LR MA MG ML MN MZ NE NG NL NO NP PE PH PK PL PT RO RW SE SN SS TD TN TR TZ UA UG UY VN ZA ZM'.split(
    ' ',
  )

export const zones = [
  'Africa/Addis_Ababa',
  'Africa/Bamako',
  'Africa/Nairobi',
  'America/Lima',
  'America/Montevideo',
  'Asia/Beirut',
  'Asia/Kolkata',
  'Asia/Manila',
  'Europe/Berlin',
  'Europe/Brussels',
  'UTC',
] as const

export const sentences = [
  'Its researchers spend a third of the year in the places they write about, and publish in the languages spoken there.',
  'It was founded by former staff of field missions who wanted to write down what they had learned.',
  'Twice a year it brings police officers, nurses and local councillors to one table, without a microphone.',
  'A small archive of mandates and budgets is open to students who ask.',
  'Its yearly count of what was promised and what arrived is used by three delegations.',
  'The house takes no money from governments that contribute troops.',
  'It trains observers in pairs and listens to them again when they come back.',
  'Radio plays about what a mission may and may not do are its best known work.',
  'Four of its seven board members are elected by the villages where it works.',
  'It compares how checkpoints were run in nine districts, and who felt safer afterwards.',
  'Reports are short, signed, and read aloud to the people they are about before they are printed.',
  'It keeps a list of questions that planners forget, and adds one line a month.',
] as const
