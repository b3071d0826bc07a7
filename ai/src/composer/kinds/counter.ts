/** One or more counts with buttons up and down: coffees, goals, points. */
import type { Blueprint, Json } from '@agentos/blueprint';
import { addTo, removeFrom, reset, set } from '../actions.ts';
import { documentOf } from '../document.ts';
import { button, col, named, row, text } from '../parts.ts';
import type { Plan } from '../plan.ts';
import { countedThing } from '../subject.ts';
import { capitalise, wordsOf } from '../text.ts';

export function composeCounter(plan: Plan): Blueprint {
  const several =
    plan.items.length > 1 || /\b(score ?boards?|keep score|score ?keeper|players?|teams?|tally)\b/.test(plan.request);
  const given =
    plan.items.length > 0
      ? plan.items
      : several
        ? startingNames(plan)
        : [capitalise(countedThing(plan.request) ?? 'Count')];
  const counters: Json = given.map((name, index) => ({ id: `${index + 1}`, name, value: 0 }));
  const card = named('counter', {
    type: 'card',
    props: { title: '=item.name' },
    repeat: 'counters',
    children: [
      named('value', text('=item.value', 'display', { align: 'center', live: true })),
      row(
        [
          named(
            'less',
            button('−1', [set('item.value', '=item.value - 1')], { variant: 'outline', size: 'large', grow: true }),
          ),
          named(
            'more',
            button('+1', [set('item.value', '=item.value + 1')], { variant: 'primary', size: 'large', grow: true }),
          ),
        ],
        { justify: 'center' },
      ),
      row(
        [
          named('zero', button('Reset', [set('item.value', 0)], { variant: 'ghost', size: 'small' })),
          named('remove', button('Remove', [removeFrom('counters', '=item.id')], { variant: 'ghost', size: 'small' })),
        ],
        { justify: 'center' },
      ),
    ],
  });
  return documentOf(plan, {
    data: { counters, draft: { name: '', value: 0 } },
    persist: ['counters'],
    width: several ? 560 : 380,
    height: several ? 380 : 370,
    components: [
      named('counters', { type: 'grid', props: { columns: '200px', gap: 12 }, children: [card] }),
      named('tally', text("='Together: ' + text(sum(counters, item.value))", 'label')),
      named(
        'form',
        col([
          row(
            [
              named('new-name', {
                type: 'input',
                props: { label: several ? 'Another name' : 'Another thing to count', grow: true },
                bind: 'draft.name',
              }),
              named(
                'add',
                button('Add', [addTo('counters', '=draft'), reset('draft')], {
                  icon: 'add',
                  disabled: "=draft.name == ''",
                }),
              ),
            ],
            { align: 'end', role: 'group' },
          ),
        ]),
      ),
    ],
  });
}

function startingNames(plan: Plan): string[] {
  const one = /\bplayers?\b/.test(plan.request) ? 'Player' : 'Team';
  const words: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 };
  const said = wordsOf(plan.request)
    .map((word) => words[word] ?? Number(word))
    .find((count) => count >= 2 && count <= 12);
  return Array.from({ length: said ?? 2 }, (_, index) => `${one} ${index + 1}`);
}
