/**
 * Values of A2UI: literals, bindings (`path` or `@path`) and calls of the functions of its basic catalog (`call` or
 * `@call`), as literals and expressions of ours; and checks, as rules of a field.
 */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Computed, type Importer, type Items, isComputed, joinTemplate, operand } from './importer.ts';

/** What the values of one surface mean. `theirs` is the component that an issue is about. */
export class Values {
  readonly #importer: Importer;

  constructor(importer: Importer) {
    this.#importer = importer;
  }

  /** A literal, a binding or a call, as a literal or an expression. */
  of(value: Json, items: Items, theirs: string): Json | Computed {
    if (!isObject(value)) return value;
    const pointer = bindingOf(value);
    if (pointer !== undefined) {
      const path = this.#importer.path(pointer, items);
      if (pointer === '@index' || pointer === '/@index') return { expression: 'index' };
      this.#importer.ensure(path, items, null);
      return { expression: path };
    }
    const name = value.call ?? value['@call'];
    if (typeof name !== 'string') return value.literal ?? value.literalString ?? value;
    return this.#call(name, isObject(value.args) ? value.args : {}, items, theirs);
  }

  /** The checks of a component as rules of a field. */
  rules(c: JsonObject, items: Items, theirs: string): Json[] {
    const checks = Array.isArray(c.checks) ? c.checks : [];
    return checks.flatMap((check): Json[] => {
      if (!isObject(check)) return [];
      const message = typeof check.message === 'string' ? { message: check.message } : {};
      const condition = isObject(check.condition) ? check.condition : check;
      const name = condition.call ?? condition['@call'];
      const args = isObject(condition.args) ? condition.args : {};
      if (name === 'required' || name === 'email') return [{ rule: name, ...message }];
      if (name === 'regex' && typeof args.pattern === 'string') return [{ pattern: args.pattern, ...message }];
      if (name === 'length' || name === 'numeric') {
        const [min, max] = [numberOf(args.min), numberOf(args.max)];
        const names = name === 'length' ? ['minLength', 'maxLength'] : ['min', 'max'];
        return [
          {
            ...(min === undefined ? {} : { [names[0] ?? '']: min }),
            ...(max === undefined ? {} : { [names[1] ?? '']: max }),
            ...(name === 'numeric' ? { rule: 'number' } : {}),
            ...message,
          },
        ];
      }
      return [{ check: this.#importer.written(this.condition(check, items, theirs)), ...message }];
    });
  }

  /** What a check demands. */
  condition(check: JsonObject, items: Items, theirs: string): Json | Computed {
    return this.of(check.condition ?? check, items, theirs);
  }

  #call(name: string, args: JsonObject, items: Items, theirs: string): Json | Computed {
    const arg = (key: string): Json | Computed => this.of(args[key] ?? null, items, theirs);
    const text = (key: string): string => operand(arg(key));
    const all = (): string[] =>
      (Array.isArray(args.values) ? args.values : []).map((each) => operand(this.of(each, items, theirs)));
    switch (name) {
      case 'formatString': {
        const given = arg('value');
        if (isComputed(given)) return given;
        return joinTemplate(String(given ?? ''), (reference) => {
          if (/^[/\w@.-]+$/.test(reference)) return this.of({ path: reference }, items, theirs);
          this.#importer.note(`/${theirs}`, `"\${${reference}}" was left out`);
          return '';
        });
      }
      case 'formatNumber':
        return { expression: `format(${text('value')}, ${operand(args.decimals ?? args.maximumFractionDigits ?? 0)})` };
      case 'formatCurrency':
        return { expression: `${text('currency')} + ' ' + format(${text('value')}, 2)` };
      case 'formatDate':
        return { expression: `date(${text('value')}, ${operand(args.format ?? 'date')})` };
      case 'pluralize':
        return { expression: `plural(${text('value')}, ${text('one')}, ${text('other')})` };
      case 'required':
        return { expression: `(${text('value')} != null && ${text('value')} != '')` };
      case 'and':
        return { expression: `(${all().join(' && ') || 'true'})` };
      case 'or':
        return { expression: `(${all().join(' || ') || 'false'})` };
      case 'not':
        return { expression: `!(${text('value')})` };
      case 'length': {
        const parts = [
          args.min === undefined ? '' : `length(${text('value')}) >= ${text('min')}`,
          args.max === undefined ? '' : `length(${text('value')}) <= ${text('max')}`,
        ].filter((part) => part !== '');
        return { expression: `(${parts.join(' && ') || 'true'})` };
      }
      default:
        this.#importer.note(`/${theirs}`, `the function ${name} has no counterpart`);
        return name === 'regex' || name === 'email' || name === 'numeric' ? true : `[${name}]`;
    }
  }
}

/** The pointer of a binding, in either spelling. */
export function bindingOf(value: Json): string | undefined {
  if (!isObject(value)) return undefined;
  const pointer = value.path ?? value['@path'];
  return typeof pointer === 'string' ? pointer : undefined;
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
