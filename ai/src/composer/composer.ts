/**
 * The engine that needs no model: reads a request by rules and composes a document from typed fragments. Same request,
 * same document; no network, no key, no randomness.
 */
import { type Blueprint, toOperations, validateBlueprint } from '@agentos/blueprint';
import type { AppEngine, ChatEvent, ChatRequest, GenEvent } from '../engine.ts';
import { explain } from './explain.ts';
import { composeCalculator } from './kinds/calculator.ts';
import { composeConverter } from './kinds/converter.ts';
import { composeCounter } from './kinds/counter.ts';
import { composeDashboard } from './kinds/dashboard.ts';
import { composeForm } from './kinds/form.ts';
import { composeList } from './kinds/list.ts';
import { composeNotes } from './kinds/notes.ts';
import { composeQuiz, knowsSubject } from './kinds/quiz.ts';
import { composeTimer } from './kinds/timer.ts';
import type { Kind, Plan, Question } from './plan.ts';
import { understand } from './understand.ts';

const composers: Readonly<Record<Kind, (plan: Plan) => Blueprint | Question>> = {
  list: composeList,
  form: composeForm,
  calculator: composeCalculator,
  converter: composeConverter,
  timer: composeTimer,
  notes: composeNotes,
  quiz: composeQuiz,
  dashboard: composeDashboard,
  counter: composeCounter,
};

export type Composition =
  | {
      readonly plan: Plan;
      readonly blueprint: Blueprint;
      readonly thoughts: readonly string[];
      readonly issues: readonly string[];
    }
  | { readonly question: Question; readonly issues: readonly string[] };

/** Composes the document for a request, or asks. */
export function compose(message: string): Composition {
  const understood = understand(message);
  const { issues } = understood;
  if (!('plan' in understood)) return { question: understood, issues };
  const { plan } = understood;
  const composed = composers[plan.kind](plan);
  if ('question' in composed) return { question: composed, issues };
  const validation = validateBlueprint(composed);
  if (!validation.ok) {
    const first = validation.issues[0];
    throw new Error(`composed a document that is not valid: ${first?.path ?? ''} ${first?.message ?? ''}`);
  }
  const said =
    plan.kind === 'quiz' && !knowsSubject(plan)
      ? [...issues, 'I know no questions on this subject: write your own in the app.']
      : issues;
  return { plan, blueprint: validation.blueprint, thoughts: explain(plan, composed.app.name), issues: said };
}

/** What answers questions; the composer passes them on. */
export type Answerer = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatEvent>;

/** The composer as an engine. */
export function createComposer(answer: Answerer): AppEngine {
  return {
    id: 'composer',
    kind: 'rules',
    async *generate({ message }, { signal }): AsyncGenerator<GenEvent> {
      const composition = compose(message);
      if (signal.aborted) return;
      if ('question' in composition) {
        for (const text of composition.issues) yield { type: 'issue', text };
        const { question, suggestions } = composition.question;
        yield { type: 'question', content: question, suggestions };
        return;
      }
      for (const text of composition.thoughts) yield { type: 'thought', text };
      for (const text of composition.issues) yield { type: 'issue', text };
      for (const op of toOperations(composition.blueprint)) {
        if (signal.aborted) return;
        yield { type: 'op', op };
      }
      yield { type: 'done', blueprint: composition.blueprint };
    },
    chat: (request, { signal }) => answer(request, signal),
  };
}
