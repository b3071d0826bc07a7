/** What an app costs a model to write: tokens of seven screens as Blueprint and in two other forms. */
import { validateBlueprint } from '@agentos/blueprint';
import { formatBlueprint } from '@agentos/blueprint/format';
import { estimateTokens } from '@agentos/blueprint/token-estimate';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Bench, Figure } from './figure.ts';
import { asA2ui, asJsonRender } from './screens/other-forms.ts';
import { screens } from './screens/screens.ts';

const count = (value: number): string => value.toLocaleString('en-US');

export const blueprintTokens: Bench = {
  name: 'blueprint-tokens',
  title: 'Blueprint, in tokens',
  how: 'Seven screens of our own of the kinds that generated interfaces are compared by, counted with o200k. The Blueprint is whole: with its header, data, bindings and handlers, ids only where something refers to them. The other forms are converted from it mechanically; json-render as patches a line, A2UI as messages of version 1.0.',
  async run() {
    const figures: Figure[] = [];
    const sum = { blueprint: 0, lines: 0, jsonRender: 0, a2ui: 0, estimate: 0 };
    for (const [name, screen] of Object.entries(screens)) {
      const checked = validateBlueprint(screen, { tolerant: false });
      if (!checked.ok) throw new Error(`${name}: ${JSON.stringify(checked.issues)}`);
      const text = JSON.stringify(screen);
      const tokens = encode(text).length;
      const [jsonRender, a2ui] = [encode(asJsonRender(screen)).length, encode(asA2ui(screen)).length];
      sum.blueprint += tokens;
      sum.lines += encode(formatBlueprint(JSON.parse(text))).length;
      sum.jsonRender += jsonRender;
      sum.a2ui += a2ui;
      sum.estimate += estimateTokens(text);
      figures.push({ name, value: count(tokens), aim: `json-render ${count(jsonRender)}, A2UI ${count(a2ui)}` });
    }
    const share = sum.blueprint / sum.jsonRender;
    figures.push(
      {
        name: 'all seven, without blanks',
        value: `${count(sum.blueprint)}, ${share.toFixed(2)} of json-render`,
        aim: `json-render ${count(sum.jsonRender)}, A2UI ${count(sum.a2ui)}`,
        met: sum.blueprint <= sum.jsonRender && sum.blueprint <= sum.a2ui,
      },
      { name: 'all seven, as files are formatted (a component a line)', value: count(sum.lines) },
      {
        name: 'what `agentos bp stats` estimates for all seven',
        value: count(sum.estimate),
        aim: count(sum.blueprint),
      },
    );
    return figures;
  },
};
