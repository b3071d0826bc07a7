/** Two fields that follow each other: what is written in one appears converted in the other. */
import type { Blueprint, Component } from '@agentos/blueprint';
import { set } from '../actions.ts';
import { documentOf } from '../document.ts';
import { col, named, row, text } from '../parts.ts';
import type { Plan, Question } from '../plan.ts';
import { capitalise } from '../text.ts';
import { type Unit, type UnitPair, unitPairIn } from '../units.ts';

const decimals = 6;

export function composeConverter(plan: Plan): Blueprint | Question {
  const pair = unitPairIn(plan.request);
  if (pair === undefined) {
    return {
      question:
        'From which unit to which should I convert? I know length, mass, temperature, volume, area, speed, time, data, energy and money.',
      suggestions: [
        'Convert kilometres to miles',
        'Celsius to Fahrenheit converter',
        'Cups to millilitres',
        'Convert euros to dollars',
      ],
    };
  }
  const name = `${capitalise(pair.from.name)} to ${pair.to.name === 'fahrenheit' || pair.to.name === 'celsius' ? capitalise(pair.to.name) : pair.to.name}`;
  const named = { ...plan, name, id: `${key(pair.from)}-to-${key(pair.to)}`.replace(/_/g, '-').slice(0, 40) };
  return pair.dimension.name === 'currency' ? composeCurrency(named, pair) : composeUnits(named, pair);
}

function key(unit: Unit): string {
  return unit.name.replace(/\s+/g, '_');
}

/** Expression of a value in one unit as the other: through the base unit, or by one factor where that is enough. */
function converted(value: string, from: Unit, to: Unit): string {
  if (from.offset === 0 && to.offset === 0) return `${value} * ${from.factor / to.factor}`;
  return `(${value} * ${from.factor} + ${from.offset} - ${to.offset}) / ${to.factor}`;
}

function numberIn(unit: Unit, other: Unit, result: string): Component {
  return named(key(unit), {
    type: 'input',
    props: { label: `${capitalise(unit.name)} (${unit.symbol})`, kind: 'number', grow: true },
    bind: key(unit),
    on_event: { change: [set(key(other), result)] },
  });
}

function composeUnits(plan: Plan, { from, to, amount }: UnitPair): Blueprint {
  const start = amount ?? 1;
  const there = (value: string): string => `round(${converted(value, from, to)}, ${decimals})`;
  const back = (value: string): string => `round(${converted(value, to, from)}, ${decimals})`;
  const shown = start * from.factor + from.offset - to.offset;
  const samples = from.symbol.startsWith('°') ? [-10, 0, 10, 20, 30, 37, 100] : [1, 2, 5, 10, 20, 50, 100];
  return documentOf(plan, {
    data: { [key(from)]: start, [key(to)]: Number((shown / to.factor).toFixed(decimals)), samples },
    persist: [key(from), key(to)],
    width: 460,
    height: 480,
    components: [
      named(
        'converter',
        row(
          [
            numberIn(from, to, `=${there('number(event.value)')}`),
            text('=', 'h2', { text: '==' }),
            numberIn(to, from, `=${back('number(event.value)')}`),
          ],
          { align: 'end', surface: true, padding: 12, role: 'group' },
        ),
      ),
      text('Often needed', 'label'),
      named('table', {
        type: 'list',
        props: { variant: 'striped' },
        children: [
          named('sample', {
            ...row([
              text(`=text(item) + ' ${from.symbol}'`, 'body', { grow: true }),
              text(`=text(round(${converted('item', from, to)}, 4)) + ' ${to.symbol}'`, 'body', { align: 'end' }),
            ]),
            repeat: 'samples',
          }),
        ],
      }),
    ],
  });
}

/** Rates change every day and there is no network here: the person writes the rate, and it is kept. */
function composeCurrency(plan: Plan, { from, to, amount }: UnitPair): Blueprint {
  const start = amount ?? 1;
  return documentOf(plan, {
    data: { [key(from)]: start, [key(to)]: start, rate: 1 },
    persist: [key(from), key(to), 'rate'],
    width: 460,
    height: 300,
    components: [
      named(
        'converter',
        col(
          [
            row([
              numberIn(from, to, '=round(number(event.value) * number(rate), 2)'),
              numberIn(to, from, '=number(rate) == 0 ? null : round(number(event.value) / number(rate), 2)'),
            ]),
            named('rate', {
              type: 'input',
              props: { label: `Rate: 1 ${from.symbol} in ${to.symbol}`, kind: 'number', step: 0.0001, min: 0 },
              bind: 'rate',
              on_event: { change: [set(key(to), `=round(number(${key(from)}) * number(event.value), 2)`)] },
            }),
            text('Rates change daily: write the one that applies.', 'caption', { tone: 'muted' }),
          ],
          { gap: 12, surface: true, padding: 12, role: 'group' },
        ),
      ),
    ],
  });
}
