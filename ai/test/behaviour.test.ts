/** What composed apps do when they are used: sums, both ways of a converter, time, score, search, undo. */
import { describe, expect, it } from 'vitest';
import { compose } from '../src/composer/composer.ts';
import { Machine } from './machine.ts';

function open(request: string): Machine {
  const composition = compose(request);
  if ('question' in composition) throw new Error(`asked back: ${composition.question.question}`);
  return new Machine(composition.blueprint);
}

/** Enters by label: `{ Bill: 50 }`. */
function fill(screen: Machine, values: Record<string, string | number | boolean>): void {
  for (const [label, value] of Object.entries(values)) {
    const input = screen.labelled(label)[0];
    if (input === undefined) throw new Error(`no field ${label} in: ${screen.text()}`);
    screen.enter(input, value);
  }
}

const shown = (screen: Machine, id: string, at = 0): unknown => screen.one(id, at).props.text;

describe('calculators', () => {
  it('splits a bill with tip', () => {
    const screen = open('tip calculator');
    expect(shown(screen, 'result-1-value')).toBe('-');
    fill(screen, { Bill: 80, 'Tip (%)': 15, People: 4 });
    expect([1, 2, 3].map((at) => shown(screen, `result-${at}-value`))).toEqual(['12.00', '92.00', '23.00']);
  });

  it('works out BMI, a loan and a discount under the names that were asked for', () => {
    const bmi = open('BMI calculator with weight in kg and height in cm');
    fill(bmi, { 'Weight (kg)': 70, 'Height (cm)': 175 });
    expect(shown(bmi, 'result-1-value')).toBe('22.9');
    const loan = open('what would my monthly mortgage payment be? loan amount, interest rate, years');
    fill(loan, { 'Loan amount': 200_000, 'Interest rate (%)': 6, Years: 30 });
    expect(shown(loan, 'result-1-value')).toBe('1,199.10');
    fill(loan, { 'Interest rate (%)': 0 });
    expect(shown(loan, 'result-1-value')).toBe('555.56');
    const discount = open('calculate the discounted price from original price and percent off');
    fill(discount, { 'Original price': 60, 'Percent off (%)': 25 });
    expect(shown(discount, 'result-1-value')).toBe('45.00');
  });

  it('takes a formula that is written out', () => {
    const margin = open('calculator: margin = (price - cost) / price * 100');
    fill(margin, { Price: 80, Cost: 60 });
    expect(shown(margin, 'result-1-value')).toBe('25.00');
    fill(margin, { Price: 0 });
    expect(shown(margin, 'result-1-value')).toBe('-');
    const pay = open('calculator that multiplies hours by hourly rate');
    fill(pay, { Hours: 7.5, 'Hourly rate': 20 });
    expect(shown(pay, 'result-1-value')).toBe('150.00');
  });

  it('asks for the formula when it knows none', () => {
    const composition = compose('calculator for paint with walls and coats');
    expect(composition).toHaveProperty('question');
  });

  it('adds on the keypad in exact decimals and keeps the display', async () => {
    const screen = open('a simple calculator');
    for (const key of ['zero', 'point', 'one', 'plus', 'zero', 'point', 'two', 'equals']) await screen.press(key);
    expect(shown(screen, 'display')).toBe('0.3');
    expect(shown(screen.reopened(), 'display')).toBe('0.3');
    await screen.press('clear');
    for (const key of ['seven', 'multiply', 'eight', 'equals']) await screen.press(key);
    expect(shown(screen, 'display')).toBe('56');
  });
});

describe('converters', () => {
  it.each([
    ['convert kilometres to miles', 'kilometres', 10, 'miles', 6.213712],
    ['celsius fahrenheit converter', 'celsius', 100, 'fahrenheit', 212],
    ['celsius fahrenheit converter', 'celsius', -40, 'fahrenheit', -40],
    ['how many cups is 500 ml', 'millilitres', 500, 'cups', 2.113376],
    ['something that turns pounds into kilos and back', 'pounds', 10, 'kilograms', 4.535924],
    ['mph to km/h', 'miles_per_hour', 100, 'kilometres_per_hour', 160.9344],
  ])('%s', (request, from, amount, to, result) => {
    const screen = open(request);
    screen.enter(screen.one(from), amount);
    expect(screen.data[to]).toBeCloseTo(result, 5);
    screen.enter(screen.one(to), result);
    expect(screen.data[from]).toBeCloseTo(amount, 3);
    screen.enter(screen.one(from), '');
    expect(screen.data[to]).toBeNull();
  });

  it('starts with the amount that was asked about', () => {
    expect(open('how many cups is 500 ml').data).toMatchObject({ millilitres: 500, cups: 2.113376 });
  });

  it('converts money by a rate that the person gives', () => {
    const screen = open('convert euros to dollars');
    screen.enter(screen.one('rate'), 1.1);
    screen.enter(screen.one('euros'), 200);
    expect(screen.data.dollars).toBe(220);
    expect(screen.reopened().data.rate).toBe(1.1);
  });
});

describe('timers', () => {
  it('count down, stop, go on, tell the end, and start again', async () => {
    const screen = open('count down ninety seconds for my planks');
    expect(shown(screen, 'time')).toBe('1:30');
    await screen.press('start');
    screen.wait(30_000);
    expect(shown(screen, 'time')).toBe('1:00');
    await screen.press('pause');
    screen.wait(5_000);
    expect(shown(screen.reopened(), 'time')).toBe('1:00');
    await screen.press('start');
    screen.wait(70_000);
    expect(screen.data).toMatchObject({ left: 0, running: false });
    expect(screen.toasts).toEqual(['Time is up']);
    await screen.press('start');
    screen.wait(1_000);
    expect(shown(screen, 'time')).toBe('1:29');
    await screen.press('reset');
    expect(shown(screen, 'time')).toBe('1:30');
  });

  it('measure laps', async () => {
    const screen = open('stopwatch with laps');
    await screen.press('start');
    screen.wait(12_300);
    await screen.press('lap');
    screen.wait(1_000);
    await screen.press('stop');
    expect(shown(screen, 'time')).toBe('0:13.3');
    expect(screen.text()).toContain('0:12.3');
    expect(screen.reopened().text()).toContain('Lap 1');
  });

  it.each([
    ['egg timer for 7 min', 420],
    ['timer 1 hour 30 minutes', 5400],
    ['half an hour timer', 1800],
    ['timer for an hour and a half', 5400],
    ['2:30 timer for tea', 150],
    ['a kitchen timer', 300],
  ])('%s', (request, seconds) => expect(open(request).data.left).toBe(seconds));
});

describe('lists', () => {
  async function shopping(): Promise<Machine> {
    const screen = open(
      'shopping list with item, quantity, price and total cost at the bottom, I want to sort and filter it',
    );
    for (const [item, quantity, price] of [
      ['Milk', 2, 1.5],
      ['Bread', 1, 3.2],
      ['Apples', 6, 0.5],
    ] as const) {
      fill(screen, { Item: item, Quantity: quantity, Price: price });
      await screen.press('add');
    }
    return screen;
  }
  const titles = (screen: Machine): unknown[] => screen.all('entry-title').map(({ props }) => props.text);

  it('adds, totals, orders and keeps', async () => {
    const screen = await shopping();
    expect(titles(screen)).toEqual(['Milk', 'Bread', 'Apples']);
    expect(shown(screen, 'total')).toBe('Total: 9.20');
    screen.enter(screen.one('order-by'), 'item');
    expect(titles(screen)).toEqual(['Apples', 'Bread', 'Milk']);
    screen.enter(screen.one('descending'), true);
    expect(titles(screen)).toEqual(['Milk', 'Bread', 'Apples']);
    expect(titles(screen.reopened())).toEqual(['Milk', 'Bread', 'Apples']);
    expect(screen.data.draft).toMatchObject({ item: '', quantity: null });
  });

  it('edits in place and puts a deleted entry back', async () => {
    const screen = await shopping();
    await screen.press('edit', 1);
    screen.enter(screen.one('edit-item'), 'Rye bread');
    await screen.press('close-editor');
    expect(titles(screen)).toEqual(['Milk', 'Rye bread', 'Apples']);
    await screen.press('remove', 0);
    expect(titles(screen)).toEqual(['Rye bread', 'Apples']);
    await screen.press('put-back');
    expect(titles(screen)).toEqual(['Rye bread', 'Apples', 'Milk']);
    expect(screen.all('undo')).toEqual([]);
  });

  it('searches in every field and says when nothing matches', async () => {
    const screen = open('a contacts app where i can save name, phone, email and birthday, with search');
    for (const [name, phone] of [
      ['Ada', '111'],
      ['Grace', '222'],
    ] as const) {
      fill(screen, { Name: name, Phone: phone, Birthday: '1990-05-01' });
      await screen.press('add');
    }
    screen.enter(screen.one('search'), 'GRACE');
    expect(titles(screen)).toEqual(['Grace']);
    screen.enter(screen.one('search'), '111');
    expect(titles(screen)).toEqual(['Ada']);
    screen.enter(screen.one('search'), 'may 1990');
    expect(titles(screen)).toHaveLength(2);
    screen.enter(screen.one('search'), 'nobody');
    expect(screen.text()).toContain('No contact matches.');
  });

  it('filters by choice, and by the texts that are there when no choice is', async () => {
    const movies = open('movies with title, genre, status (planned, seen), filter');
    for (const [title, status] of [
      ['Alien', 'Seen'],
      ['Brazil', 'Planned'],
    ] as const) {
      fill(movies, { Title: title, Status: status });
      await movies.press('add');
    }
    movies.enter(movies.one('only-status'), 'Seen');
    expect(titles(movies)).toEqual(['Alien']);
    const parts = open(
      'inventory of spare parts: part number, shelf, quantity in stock, unit price. I want to sort and filter it',
    );
    for (const [part, shelf] of [
      ['A-1', 'Top'],
      ['B-2', 'Low'],
    ] as const) {
      fill(parts, { 'Part number': part, Shelf: shelf });
      await parts.press('add');
    }
    expect(parts.one('only-shelf').props.options).toEqual([
      { value: '', label: 'All' },
      { value: 'Top', label: 'Top' },
      { value: 'Low', label: 'Low' },
    ]);
    parts.enter(parts.one('only-shelf'), 'Low');
    expect(titles(parts)).toEqual(['B-2']);
  });

  it('ticks what was packed and keeps it', () => {
    const screen = open('packing checklist: passport, charger, socks, sunscreen');
    screen.enter(screen.one('tick-done', 2), true);
    expect(titles(screen.reopened())).toEqual(['Passport', 'Charger', 'Socks', 'Sunscreen']);
    expect(screen.reopened().one('tick-done', 2).component.bind).toBe('item.done');
    expect(JSON.stringify(screen.reopened().data)).toContain('"item":"Socks","done":true');
  });
});

describe('forms, dashboards, notes, quizzes and counters', () => {
  it('collects responses and refuses half an address', async () => {
    const screen = open('form for guests: name, email, number of people, vegetarian?');
    expect(screen.one('send').props.disabled).toBe(true);
    fill(screen, { Name: 'Ada', Email: 'ada', 'Number of people': 2, Vegetarian: true });
    expect(screen.one('send').props.disabled).toBe(true);
    fill(screen, { Email: 'ada@example.com' });
    await screen.press('send');
    expect(screen.text()).toContain('Thank you');
    expect(screen.reopened().data.responses).toMatchObject([
      { name: 'Ada', email: 'ada@example.com', number_of_people: 2, vegetarian: true },
    ]);
  });

  it('adds up by group', async () => {
    const screen = open('dashboard for my sales with region and amount');
    expect(shown(screen, 'figure-total-amount-value')).toBe('0.00');
    for (const [region, amount] of [
      ['North', 100],
      ['South', 50],
      ['North', 50],
    ] as const) {
      fill(screen, { Region: region, Amount: amount });
      await screen.press('add');
    }
    expect(shown(screen, 'figure-total-amount-value')).toBe('200.00');
    expect(shown(screen, 'figure-count-value')).toBe(3);
    const bars = screen.drawn().filter(({ component }) => component.type === 'progress');
    expect(bars.map(({ props }) => [props.label, props.value])).toEqual([
      ['North: 150.00', 75],
      ['South: 50.00', 25],
    ]);
  });

  it('writes, finds, deletes and restores notes', async () => {
    const screen = open('notes app with title, tags and search');
    await screen.press('new');
    fill(screen, { Title: 'Holiday', Tags: 'sea', Text: 'Boat at nine' });
    await screen.press('new');
    fill(screen, { Title: 'Work' });
    screen.enter(screen.one('search'), 'boat');
    expect(screen.all('entry').map(({ props }) => props.title)).toEqual(['Holiday']);
    await screen.run(screen.one('entry'), 'click', null);
    expect(screen.data.open_id).toBe('new-1');
    await screen.press('remove');
    expect(screen.reopened().data.notes).toHaveLength(1);
    await screen.press('put-back');
    expect(screen.reopened().data.notes).toHaveLength(2);
  });

  it('counts right answers once, names the right one, and plays again', async () => {
    const screen = open('quiz me on European capitals');
    expect(shown(screen, 'question')).toBe('What is the capital of Portugal?');
    const option = (text: string) => screen.all('option').find(({ props }) => props.text === text)!;
    expect(screen.all('option')).toHaveLength(4);
    const wrong = screen.all('option').find(({ props }) => props.text !== 'Lisbon')!;
    await screen.run(wrong, 'click', null);
    await screen.run(option('Lisbon'), 'click', null);
    expect(screen.data.score).toBe(0);
    expect(screen.text()).toContain('Not quite: it is Lisbon');
    await screen.press('next');
    await screen.run(option('Madrid'), 'click', null);
    expect(screen.data.score).toBe(1);
    expect(screen.reopened().data).toMatchObject({ at: 1, score: 1 });
    for (const [question] of Array.from({ length: 30 }).entries()) {
      if (screen.all('next').length === 0 && screen.all('option').length > 0) {
        await screen.run(screen.all('option')[question % 4]!, 'click', null);
      }
      if (screen.all('next').length > 0) await screen.press('next');
    }
    expect(screen.text()).toContain('of 20 right');
    await screen.press('again');
    expect(screen.data).toMatchObject({ at: 0, score: 0, picked: '' });
  });

  it('every question of every bank has its right answer among different options', () => {
    for (const subject of [
      'capitals',
      'European capitals',
      'multiplication',
      'addition',
      'Spanish',
      'French',
      'German',
      'Italian',
      'chemistry',
    ]) {
      const questions = open(`${subject} quiz`).data.questions as { answer: string; options: string[] }[];
      expect(questions.length).toBeGreaterThan(9);
      for (const { answer, options } of questions) {
        expect(options).toContain(answer);
        expect(new Set(options).size).toBe(4);
      }
    }
  });

  it('starts an unknown subject empty, says so, and takes questions', async () => {
    const composition = compose('quiz about my family');
    if ('question' in composition) throw new Error('asked');
    expect(composition.issues.join()).toContain('no questions');
    const screen = new Machine(composition.blueprint);
    fill(screen, { Question: 'Who bakes?', 'Right answer': 'Mum', 'Wrong answer': 'Dad' });
    await screen.press('add');
    expect(screen.all('option').map(({ props }) => props.text)).toEqual(['Dad', 'Mum']);
  });

  it('turns cards and sorts out the known ones', async () => {
    const screen = open('flashcards for Spanish vocabulary');
    expect(shown(screen, 'face')).toBe('house');
    await screen.press('turn');
    expect(shown(screen, 'face')).toBe('casa');
    await screen.press('known');
    expect(shown(screen, 'face')).toBe('water');
    expect(screen.reopened().text()).toContain('1 of 15 known');
  });

  it('counts for each and together', async () => {
    const screen = open('scoreboard for two teams, Reds and Blues');
    await screen.press('more', 0);
    await screen.press('more', 0);
    await screen.press('more', 1);
    await screen.press('less', 1);
    expect(screen.all('value').map(({ props }) => props.text)).toEqual([2, 0]);
    expect(
      screen
        .reopened()
        .all('value')
        .map(({ props }) => props.text),
    ).toEqual([2, 0]);
    expect(open('count how many coffees I drink').text()).toContain('Coffees');
  });
});
