/** Readings that were once wrong: fields whose words mislead, names, and what must be asked. */
import { describe, expect, it } from 'vitest';
import { compose } from '../src/composer/composer.ts';

function reading(request: string): string {
  const composition = compose(request);
  if ('question' in composition) return 'question';
  const { plan, blueprint } = composition;
  return `${plan.kind} | ${blueprint.app.name} | ${plan.fields.map(({ label, type, unit }) => `${label}: ${type}${unit}`).join(', ')}`;
}

describe('readings', () => {
  it.each([
    [
      'wedding guest list: name, side (bride/groom), plus one?, dietary needs',
      'list | Wedding guest list | Name: text, Side: choice, Plus one: boolean, Dietary needs: text',
    ],
    [
      'survey about lunch with favourite dish, spice level 1-5 and comments',
      'form | Lunch survey | Favourite dish: text, Spice level: rating, Comments: long_text',
    ],
    ['invoices with client, hours, rate and total', 'list | Invoices | Client: text, Hours: number, Rate: number'],
    [
      'car maintenance log — date, mileage, what was done, cost in euros',
      'list | Car maintenance log | Date: date, Mileage: number, What was done: long_text, Cost: money€',
    ],
    [
      'tracker for my medication (drug, dose in mg, time of day, taken)',
      'list | Medication | Drug: text, Dose: numbermg, Time of day: time, Taken: boolean',
    ],
    [
      "Track my kids' chores with child, chore, reward in dollars and finished",
      "list | Kids' chores | Child: text, Chore: text, Reward: money$, Finished: boolean",
    ],
    [
      'project tasks: title; owner; start date; end date; progress %; blocked?',
      'list | Project tasks | Title: text, Owner: text, Start date: date, End date: date, Progress: number%, Blocked: boolean',
    ],
    ['Ideas for gifts with person, idea, price', 'list | Ideas for gifts | Person: text, Idea: text, Price: money'],
    ['vacation packing list', 'list | Vacation packing list | Item: text, Done: boolean'],
    ['movie watchlist with search', 'list | Movie watchlist | Title: text, Rating: rating, Seen: boolean'],
    ['split bill', 'calculator | Tip calculator | '],
    ['calculator app', 'calculator | Calculator | '],
    ['tip calculator please', 'calculator | Tip calculator | '],
  ])('%s', (request, expected) => expect(reading(request)).toBe(expected));

  it.each(['age calculator', 'grade calculator', 'countdown to Christmas', 'currency converter', 'weather app'])(
    '%s: asks, and its suggestions work',
    (request) => {
      const composition = compose(request);
      if (!('question' in composition)) throw new Error(reading(request));
      for (const suggestion of composition.question.suggestions)
        expect(reading(suggestion), suggestion).not.toBe('question');
    },
  );
});
