/** What the quiz composer knows by itself: pairs of a question's subject and its answer. */

export interface QuestionBank {
  readonly asked: RegExp;
  readonly title: string;
  /** Question for the first of a pair. */
  readonly question: (subject: string) => string;
  readonly pairs: readonly (readonly [string, string])[];
}

function pairs(text: string): readonly (readonly [string, string])[] {
  return text.split(';').map((pair) => {
    const [subject = '', answer = ''] = pair.split('=').map((side) => side.trim());
    return [subject, answer] as const;
  });
}

const capital = (country: string): string => `What is the capital of ${country}?`;
const translated =
  (language: string) =>
  (word: string): string =>
    `What is “${word}” in ${language}?`;

function timesTables(): readonly (readonly [string, string])[] {
  const factors = [
    [6, 7],
    [8, 4],
    [9, 6],
    [7, 8],
    [3, 9],
    [12, 5],
    [4, 7],
    [8, 8],
    [6, 9],
    [11, 6],
    [7, 7],
    [9, 8],
  ] as const;
  return factors.map(([a, b]) => [`${a} × ${b}`, String(a * b)] as const);
}

function sums(): readonly (readonly [string, string])[] {
  const terms = [
    [7, 8],
    [15, 6],
    [23, 19],
    [34, 27],
    [9, 14],
    [48, 25],
    [56, 37],
    [18, 18],
    [65, 29],
    [72, 19],
  ] as const;
  return terms.map(([a, b]) => [`${a} + ${b}`, String(a + b)] as const);
}

const europe = pairs(
  'Portugal=Lisbon; Spain=Madrid; France=Paris; Italy=Rome; Greece=Athens; Austria=Vienna; Hungary=Budapest; Poland=Warsaw; Norway=Oslo; Sweden=Stockholm; Finland=Helsinki; Denmark=Copenhagen; Ireland=Dublin; Belgium=Brussels; Romania=Bucharest; Bulgaria=Sofia; Croatia=Zagreb; Iceland=Reykjavik; Estonia=Tallinn; Latvia=Riga',
);
const world = pairs(
  'Japan=Tokyo; Canada=Ottawa; Australia=Canberra; Brazil=Brasília; Egypt=Cairo; Kenya=Nairobi; India=New Delhi; Peru=Lima; Turkey=Ankara; Vietnam=Hanoi; Cuba=Havana; Morocco=Rabat; Nepal=Kathmandu; Chile=Santiago; Thailand=Bangkok; Ghana=Accra',
);

export const questionBanks: readonly QuestionBank[] = [
  {
    asked: /\b(europe|european)\b.*\bcapitals?\b|\bcapitals?\b.*\b(europe|european)\b/,
    title: 'European capitals',
    question: capital,
    pairs: europe,
  },
  {
    asked: /\bcapitals?\b|\bcountries\b/,
    title: 'Capitals of the world',
    question: capital,
    pairs: [...world, ...europe.slice(0, 6)],
  },
  {
    asked: /\b(multiplication|multiply|times tables?|mental math|maths?|arithmetic)\b/,
    title: 'Multiplication',
    question: (task) => `${task} = ?`,
    pairs: timesTables(),
  },
  { asked: /\b(addition|adding|sums)\b/, title: 'Addition', question: (task) => `${task} = ?`, pairs: sums() },
  {
    asked: /\bspanish\b/,
    title: 'Spanish vocabulary',
    question: translated('Spanish'),
    pairs: pairs(
      'house=casa; water=agua; bread=pan; friend=amigo; book=libro; day=día; night=noche; cat=gato; dog=perro; street=calle; work=trabajo; time=tiempo; sun=sol; milk=leche; window=ventana',
    ),
  },
  {
    asked: /\bfrench\b/,
    title: 'French vocabulary',
    question: translated('French'),
    pairs: pairs(
      'house=maison; water=eau; bread=pain; friend=ami; book=livre; day=jour; night=nuit; cat=chat; dog=chien; street=rue; work=travail; time=temps; sun=soleil; milk=lait; window=fenêtre',
    ),
  },
  {
    asked: /\bgerman\b/,
    title: 'German vocabulary',
    question: translated('German'),
    pairs: pairs(
      'house=Haus; water=Wasser; bread=Brot; friend=Freund; book=Buch; day=Tag; night=Nacht; cat=Katze; dog=Hund; street=Straße; work=Arbeit; time=Zeit; sun=Sonne; milk=Milch; window=Fenster',
    ),
  },
  {
    asked: /\bitalian\b/,
    title: 'Italian vocabulary',
    question: translated('Italian'),
    pairs: pairs(
      'house=casa; water=acqua; bread=pane; friend=amico; book=libro; day=giorno; night=notte; cat=gatto; dog=cane; street=strada; work=lavoro; time=tempo; sun=sole; milk=latte; window=finestra',
    ),
  },
  {
    asked: /\b(chemistry|chemical|elements?|periodic)\b/,
    title: 'Chemical elements',
    question: (element) => `Which symbol has ${element}?`,
    pairs: pairs(
      'hydrogen=H; helium=He; carbon=C; nitrogen=N; oxygen=O; sodium=Na; iron=Fe; copper=Cu; silver=Ag; gold=Au; potassium=K; calcium=Ca; tin=Sn; lead=Pb; mercury=Hg',
    ),
  },
];

/** The bank that a request means, or undefined. */
export function bankFor(request: string): QuestionBank | undefined {
  return questionBanks.find((bank) => bank.asked.test(request));
}
