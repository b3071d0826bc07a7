/** Quizzes with choices and a score, and decks of cards to turn. Both can be added to; both remember how far one is. */
import type { Blueprint, Component, HandlerStep, Json } from '@agentos/blueprint';
import { addTo, onlyIf, removeFrom, reset, set } from '../actions.ts';
import { documentOf } from '../document.ts';
import { button, col, named, row, text, when } from '../parts.ts';
import type { Plan } from '../plan.ts';
import { bankFor, type QuestionBank } from '../question-banks.ts';

export function composeQuiz(plan: Plan): Blueprint {
  const bank = bankFor(plan.request);
  if (/\b(flash ?cards?|memory cards|vocabulary trainer)\b/.test(plan.request)) return composeCards(plan, bank);
  return composeQuestions(plan, bank);
}

/** Whether the quiz starts with questions of its own. */
export function knowsSubject(plan: Plan): boolean {
  return bankFor(plan.request) !== undefined;
}

const optionsEach = 4;

/** The right answer among others of the bank, in an order that depends on the question alone. */
function optionsFor(bank: QuestionBank, at: number): string[] {
  const answers = [...new Set(bank.pairs.map(([, answer]) => answer))];
  const right = bank.pairs[at]?.[1] ?? '';
  const others = answers.filter((answer) => answer !== right);
  const picked = [1, 4, 7].map((step) => others[(at * 3 + step) % others.length] ?? '');
  const options = [...new Set(picked.filter((answer) => answer !== ''))].slice(0, optionsEach - 1);
  options.splice((at * 7 + 2) % (options.length + 1), 0, right);
  return options;
}

function composeQuestions(plan: Plan, bank: QuestionBank | undefined): Blueprint {
  const questions: Json =
    bank === undefined
      ? []
      : bank.pairs.map(([subject, answer], at) => ({
          id: `${at + 1}`,
          question: bank.question(subject),
          answer,
          options: optionsFor(bank, at),
        }));
  const answered: HandlerStep[] = [
    onlyIf("picked == ''", set('score', '=score + (item == questions[at].answer ? 1 : 0)')),
    onlyIf("picked == ''", set('picked', '=item')),
  ];
  const again: HandlerStep[] = [set('at', 0), set('score', 0), set('picked', '')];
  const next: HandlerStep[] = [set('at', '=at + 1'), set('picked', '')];
  const option: Component = named('option', {
    ...button('=item', answered, {
      variant:
        "=picked == '' ? 'outline' : item == questions[at].answer ? 'primary' : item == picked ? 'danger' : 'outline'",
      grow: true,
      size: 'large',
      disabled: "=picked != ''",
    }),
    repeat: { each: '=questions[at].options' },
  });
  const asking = when(
    'at < count(questions)',
    named(
      'asking',
      col(
        [
          row([
            text("='Question ' + text(at + 1) + ' of ' + text(count(questions))", 'caption', {
              tone: 'muted',
              grow: true,
            }),
            text("='Score ' + text(score)", 'label'),
          ]),
          named('share', {
            type: 'progress',
            props: { value: '=count(questions) == 0 ? 0 : at / count(questions) * 100', max: 100, label: 'Done' },
          }),
          named('question', text('=questions[at].question', 'h2')),
          named('options', { type: 'grid', props: { columns: '180px', gap: 8 }, children: [option] }),
          when(
            "picked != ''",
            named(
              'verdict',
              row([
                text("=picked == questions[at].answer ? 'Right' : 'Not quite: it is ' + questions[at].answer", 'body', {
                  grow: true,
                  live: true,
                  tone: "=picked == questions[at].answer ? 'success' : 'danger'",
                }),
                named('next', button('Next', next, { variant: 'primary' })),
              ]),
            ),
          ),
        ],
        { gap: 16, padding: 16, surface: true },
      ),
    ),
  );
  const finished = when(
    'count(questions) > 0 && at >= count(questions)',
    named(
      'finished',
      col(
        [
          text("=text(score) + ' of ' + text(count(questions)) + ' right'", 'h1', { align: 'center' }),
          named('again', button('Play again', again, { variant: 'primary' })),
        ],
        { gap: 16, padding: 16, surface: true, align: 'center' },
      ),
    ),
  );
  const none = when(
    'count(questions) == 0',
    named('none', text('No questions yet. Write the first one below.', 'body', { tone: 'muted' })),
  );
  const write = [
    addTo('questions', {
      question: '=draft.question',
      answer: '=draft.answer',
      options: "=sort(unique(filter([draft.answer, draft.wrong_1, draft.wrong_2, draft.wrong_3], item != '')))",
    }),
    reset('draft'),
  ];
  const field = (key: string, label: string): Component =>
    named(`new-${key.replace(/_/g, '-')}`, { type: 'input', props: { label }, bind: `draft.${key}` });
  const writer = named('writer', {
    type: 'card',
    props: { title: 'Add a question' },
    children: [
      named('writer-fields', {
        type: 'grid',
        props: { columns: '180px', gap: 12, role: 'group' },
        children: [
          field('question', 'Question'),
          field('answer', 'Right answer'),
          field('wrong_1', 'Wrong answer'),
          field('wrong_2', 'Another wrong answer'),
          field('wrong_3', 'A third wrong answer'),
        ],
      }),
      row(
        [
          named(
            'add',
            button('Add question', write, {
              icon: 'add',
              disabled: "=draft.question == '' || draft.answer == '' || draft.wrong_1 == ''",
            }),
          ),
        ],
        { justify: 'end' },
      ),
    ],
  });
  return documentOf(
    bank === undefined ? plan : { ...plan, name: `${bank.title} quiz`, id: idOf(`${bank.title} quiz`) },
    {
      data: {
        questions,
        at: 0,
        score: 0,
        picked: '',
        draft: { question: '', answer: '', wrong_1: '', wrong_2: '', wrong_3: '' },
      },
      persist: ['questions', 'at', 'score', 'picked'],
      width: 560,
      height: 640,
      components: [asking, finished, none, writer],
    },
  );
}

function composeCards(plan: Plan, bank: QuestionBank | undefined): Blueprint {
  const cards: Json =
    bank === undefined ? [] : bank.pairs.map(([front, back], at) => ({ id: `${at + 1}`, front, back, known: false }));
  const left = 'filter(cards, !item.known)';
  const turn = [set('turned', '=!turned')];
  const next = [set('turned', false), set('at', `=count(${left}) == 0 ? 0 : (at + 1) % count(${left})`)];
  const card = `${left}[count(${left}) == 0 ? 0 : at % count(${left})]`;
  const known: HandlerStep[] = [
    { tool: 'list.update', args: { path: 'cards', id: `=${card}.id`, changes: { known: true } } },
    set('turned', false),
  ];
  const deck = when(
    `count(${left}) > 0`,
    named(
      'deck',
      col(
        [
          text(`=text(count(cards, item.known)) + ' of ' + text(count(cards)) + ' known'`, 'caption', {
            tone: 'muted',
          }),
          named('card', {
            type: 'card',
            props: { title: "=turned ? 'Answer' : 'Front'" },
            children: [
              named('face', text(`=turned ? ${card}.back : ${card}.front`, 'display', { align: 'center', live: true })),
            ],
          }),
          row(
            [
              named('turn', button('Turn', turn, { variant: 'primary', grow: true })),
              named('known', button('I knew it', known, { variant: 'outline', grow: true })),
              named('next', button('Later', next, { variant: 'outline', grow: true })),
            ],
            { justify: 'center' },
          ),
        ],
        { gap: 12, padding: 12, surface: true },
      ),
    ),
  );
  const done = when(
    `count(cards) > 0 && count(${left}) == 0`,
    named(
      'all-known',
      col(
        [
          text('All cards known.', 'h2', { align: 'center' }),
          named(
            'again',
            button(
              'Start again',
              [
                set('cards', '=map(cards, {id: item.id, front: item.front, back: item.back, known: false})'),
                set('at', 0),
              ],
              { variant: 'primary' },
            ),
          ),
        ],
        { gap: 12, padding: 16, align: 'center', surface: true },
      ),
    ),
  );
  const list = named('list', {
    type: 'list',
    props: { variant: 'bordered', empty: 'No cards yet. Add the first one above.', grow: true },
    children: [
      named('entry', {
        ...row([
          text('=item.front', 'body', { grow: true }),
          text('=item.back', 'body', { grow: true, tone: 'muted' }),
          named(
            'remove',
            button('Delete', [removeFrom('cards', '=item.id')], { variant: 'ghost', size: 'small', icon: 'delete' }),
          ),
        ]),
        repeat: { each: 'cards', key: 'id' },
      }),
    ],
  });
  const form = named(
    'form',
    row(
      [
        named('new-front', { type: 'input', props: { label: 'Front', grow: true }, bind: 'draft.front' }),
        named('new-back', { type: 'input', props: { label: 'Back', grow: true }, bind: 'draft.back' }),
        named(
          'add',
          button('Add card', [addTo('cards', '=draft'), reset('draft')], {
            icon: 'add',
            disabled: "=draft.front == '' || draft.back == ''",
          }),
        ),
      ],
      { align: 'end', role: 'group' },
    ),
  );
  return documentOf(plan, {
    data: { cards, at: 0, turned: false, draft: { front: '', back: '', known: false } },
    persist: ['cards', 'at'],
    width: 560,
    height: 640,
    components: [deck, done, form, list],
  });
}

function idOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}
