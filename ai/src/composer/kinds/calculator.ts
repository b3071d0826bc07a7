/** Calculators: a formula with named inputs and results, or the keypad when nothing in particular is worked out. */
import type { Blueprint, Component, Json } from '@agentos/blueprint';
import { documentOf } from '../document.ts';
import { type Formula, type FormulaInput, type FormulaResult, formulas } from '../formulas.ts';
import { fieldInput, literal, named, quoted, text } from '../parts.ts';
import type { Field, Plan, Question } from '../plan.ts';
import { capitalise, keyFrom } from '../text.ts';
import { formulaIn } from '../written-formula.ts';
import { composeKeypad } from './keypad.ts';

export function composeCalculator(plan: Plan): Blueprint | Question {
  const written = formulaIn(plan.request);
  if (written !== undefined) return composeFormula(plan, written);
  const known = formulas.find((formula) => formula.asked.test(plan.request));
  if (known !== undefined) return composeFormula(plan, known);
  if (plan.fields.length < 2) {
    const purpose = purposeOf(plan.name);
    if (purpose === '') return composeKeypad(plan);
    return {
      question: `How is ${purpose} worked out? Write it as a formula, such as: result = hours * rate.`,
      suggestions: [`Calculator: ${purpose} = amount * rate`, 'A simple calculator', 'Tip calculator'],
    };
  }
  const names = plan.fields.slice(0, 3).map((field) => field.label.toLowerCase());
  return {
    question: `How is the result worked out from ${names.join(', ')}? Write it as a formula.`,
    suggestions: [
      `Calculator: result = ${names.join(' * ')}`,
      `Calculator: result = ${names.join(' + ')}`,
      'Tip calculator',
    ],
  };
}

/** What a calculator is for, in its name; empty for one that is for anything. */
function purposeOf(name: string): string {
  return name
    .toLowerCase()
    .replace(
      /\b(?:simple|basic|pocket|desk|standard|plain|little|small|handy|calculators?|calc|calculate|a|an|the|my|for|numbers|arithmetic|school)\b/g,
      ' ',
    )
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A calculation as a document; the person's own names of the inputs are kept. */
function composeFormula(plan: Plan, formula: Formula): Blueprint {
  const inputs = withOwnNames(formula, plan.fields);
  const name =
    /\bcalculator\b/i.test(plan.name) && plan.name.length > 10 && !/[=*:]/.test(plan.name) ? plan.name : formula.name;
  const data: Record<string, Json> = Object.fromEntries(inputs.map((input) => [input.key, input.initial]));
  const paths = new Map(
    formula.inputs.map((input, index) => [input.key, `number(input.${inputs[index]?.key ?? input.key})`]),
  );
  const given = inputs.map((input) => `input.${input.key} != null && input.${input.key} != ''`).join(' && ');
  return documentOf(
    { ...plan, name, id: keyFrom(name, 'calculator').replace(/_/g, '-') },
    {
      data: { input: data },
      persist: ['input'],
      width: 420,
      height: Math.min(640, 130 + Math.ceil(inputs.length / 2) * 64 + Math.ceil(formula.results.length / 2) * 84),
      components: [
        named('inputs', {
          type: 'grid',
          props: { columns: '160px', gap: 12, align: 'end', surface: true, padding: 12, role: 'group' },
          children: inputs.map((input) =>
            named(`input-${input.key.replace(/_/g, '-')}`, fieldInput(asField(input), `input.${input.key}`)),
          ),
        }),
        named('results', {
          type: 'grid',
          props: { columns: '160px', gap: 12, role: 'status' },
          children: formula.results.map((result, index) => resultCard(result, index, paths, given)),
        }),
      ],
    },
  );
}

function resultCard(
  result: FormulaResult,
  index: number,
  paths: ReadonlyMap<string, string>,
  given: string,
): Component {
  const expression = result.expression.replace(/\{([a-z_0-9]+)\}/g, (_, key: string) => paths.get(key) ?? 'null');
  const unit = result.unit === '' ? '' : ` + ${quoted(` ${result.unit}`)}`;
  const shown = `((${expression}) == null ? '-' : format(${expression}, ${result.decimals})${unit})`;
  return named(`result-${index + 1}`, {
    type: 'card',
    props: { title: literal(result.label) },
    children: [named(`result-${index + 1}-value`, text(`=(${given}) ? ${shown} : '-'`, 'h1'))],
  });
}

/** Gives the formula's inputs the labels that the request used for them. */
function withOwnNames(formula: Formula, fields: readonly Field[]): FormulaInput[] {
  const free = [...fields];
  return formula.inputs.map((input) => {
    const at = free.findIndex((field) => input.meant.test(field.label.toLowerCase()));
    const own = at < 0 ? undefined : free.splice(at, 1)[0];
    if (own === undefined) return input;
    const sameUnit = own.unit === '' || own.unit === input.unit;
    return { ...input, label: capitalise(own.label), unit: sameUnit ? input.unit : own.unit };
  });
}

function asField(input: FormulaInput): Field {
  return { key: input.key, label: input.label, type: input.type, options: [], unit: input.unit, max: 5 };
}
