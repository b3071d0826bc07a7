/** The pocket calculator: digits, operations, keyboard, exact decimals. The display survives closing the window. */
import type { Blueprint, Component, HandlerStep, Json } from '@agentos/blueprint';
import { set } from '../actions.ts';
import { documentOf } from '../document.ts';
import { button, named, text } from '../parts.ts';
import type { Plan } from '../plan.ts';

function press(key: string): HandlerStep {
  return { tool: 'ui.key', args: { path: 'display', key, fresh: 'fresh' } };
}

const equals: HandlerStep[] = [
  { tool: 'math.evaluate', args: { expression: "=display == '' ? '0' : display" }, error: 'problem' },
  { ...set('display', '=result.value'), if: '=problem == null' },
  { ...set('fresh', true), if: '=problem == null' },
];

/** id, label, key of the tool, keyboard keys, properties. */
const keys: readonly (readonly [string, string, string, readonly string[], Record<string, Json>?])[] = [
  ['clear', 'C', 'clear', ['Escape', 'Delete']],
  ['back', '⌫', 'back', ['Backspace']],
  ['percent', '%', '%', ['%']],
  ['divide', '÷', '÷', ['/'], { variant: 'outline' }],
  ['seven', '7', '7', ['7']],
  ['eight', '8', '8', ['8']],
  ['nine', '9', '9', ['9']],
  ['multiply', '×', '×', ['*'], { variant: 'outline' }],
  ['four', '4', '4', ['4']],
  ['five', '5', '5', ['5']],
  ['six', '6', '6', ['6']],
  ['minus', '−', '−', ['-'], { variant: 'outline' }],
  ['one', '1', '1', ['1']],
  ['two', '2', '2', ['2']],
  ['three', '3', '3', ['3']],
  ['plus', '+', '+', ['+'], { variant: 'outline' }],
  ['sign', '±', 'sign', []],
  ['zero', '0', '0', ['0']],
  ['point', '.', '.', ['.', ',']],
];

export function composeKeypad(plan: Plan): Blueprint {
  const pressed: Record<string, string> = { Enter: 'equals', '=': 'equals' };
  for (const [id, , , names] of keys) for (const name of names) pressed[name] = id;
  const buttons: Component[] = keys.map(([id, label, key, , props]) =>
    named(id, button(label, [press(key)], { size: 'large', grow: true, ...props })),
  );
  buttons.push(named('equals', button('==', equals, { size: 'large', grow: true, variant: 'primary' })));
  return documentOf(plan, {
    data: { display: '', fresh: false, problem: null },
    persist: ['display', 'fresh'],
    width: 320,
    height: 460,
    components: [
      named('display', text("=display == '' ? '0' : display", 'display', { align: 'end', live: true })),
      {
        ...named('problem', text('=problem', 'caption', { tone: 'danger', align: 'end', live: true })),
        if: '=problem != null',
      },
      named('keys', {
        type: 'grid',
        props: { columns: 4, gap: 8, grow: true, keys: pressed, role: 'group' },
        children: buttons,
      }),
    ],
  });
}
