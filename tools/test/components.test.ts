/** Tools that act on components, forms, sources, history and the person: what they ask of whom, and what they refuse. */
import { describe, expect, test } from 'vitest';
import { bench, codeOf } from './bench.ts';

describe('ui', () => {
  test.each([
    ['ui.hide', { id: 'box' }, 'box hidden true'],
    ['ui.show', { id: 'box' }, 'box hidden false'],
    ['ui.disable', { id: 'send' }, 'send disabled true'],
    ['ui.enable', { id: 'send' }, 'send disabled false'],
    ['ui.focus', { id: 'title' }, 'title focus'],
    ['ui.modal', { id: 'settings' }, 'settings open'],
    ['ui.modal', { id: 'settings', open: false }, 'settings close'],
    ['ui.tabs', { id: 'views', tab: 'Chart' }, 'views switch {"tab":"Chart"}'],
    ['ui.tabs', { id: 'views', tab: 2 }, 'views switch {"tab":2}'],
  ])('%s %j', async (tool, params, expected) => {
    const desk = bench();
    await desk.run(tool, params);
    expect(desk.asked).toEqual([expected]);
  });
  test('a component that is not there is an error', async () => {
    expect(await codeOf(bench().run('ui.focus', { id: 'gone' }))).toBe('ENOENT');
  });
  test('clear puts default where it is told', async () => {
    const desk = bench({ display: '12' });
    await desk.run('ui.clear', { path: 'display', default: '0' });
    expect(desk.data.display).toBe('0');
  });
  test('compute works out the text at a path, in exact decimals', async () => {
    const desk = bench({ display: '0.1+0.2', total: null });
    expect(await desk.value('ui.compute', { path: 'display', into: 'total' })).toBe('0.3');
    expect(desk.data).toEqual({ display: '0.1+0.2', total: '0.3' });
    await desk.run('ui.compute', { path: 'display', expression: '7×8' });
    expect(desk.data.display).toBe('56');
    expect(await codeOf(desk.run('ui.compute', { path: 'display', expression: '1/0' }))).toBe('EDOM');
    expect(desk.data.display).toBe('56');
  });
  test('refresh asks the source and gives its value', async () => {
    const desk = bench({ files: ['a'] });
    expect(await desk.value('ui.refresh', { source: 'files' })).toEqual(['a']);
    expect(desk.asked).toEqual(['refresh files']);
    expect(await codeOf(desk.run('ui.refresh', { source: 'a.b' }))).toBe('EINVAL');
  });
});

describe('form', () => {
  test('validate tells what is wrong', async () => {
    const desk = bench();
    expect(await desk.run('form.validate', { form_id: 'contact' })).toEqual({ value: true, errors: {} });
    expect(await desk.run('form.validate', { form_id: 'wrong' })).toEqual({
      value: false,
      errors: { title: 'Title is missing' },
    });
  });
  test('submit of a wrong form ends the handler with the first message', async () => {
    await expect(bench().run('form.submit', { form_id: 'wrong' })).rejects.toThrow('Title is missing');
    expect(await bench().run('form.submit', { form_id: 'contact' })).toEqual({});
  });
});

describe('canvas and player', () => {
  test('init empties and takes everything in hand', async () => {
    const desk = bench();
    await desk.run('canvas.init', { id: 'board', color: '#ff0000' });
    expect(desk.asked).toEqual([
      'board clear',
      'board set_tool {"tool":"pen"}',
      'board set_color {"color":"#ff0000"}',
      'board set_size {"size":4}',
    ]);
  });
  test('draw gives one stroke; half a point, a free colour and a huge brush are refused', async () => {
    const desk = bench();
    await desk.run('canvas.draw', { id: 'board', points: [1, 2, 3, 4], size: 8 });
    expect(desk.asked).toEqual(['board draw {"tool":"pen","points":[1,2,3,4],"size":8}']);
    expect(await codeOf(desk.run('canvas.draw', { id: 'board', points: [1, 2, 3] }))).toBe('EINVAL');
    expect(await codeOf(desk.run('canvas.set_color', { id: 'board', color: 'url(https://x)' }))).toBe('EINVAL');
    expect(await codeOf(desk.run('canvas.set_brush_size', { id: 'board', size: 1e6 }))).toBe('EINVAL');
  });
  test('the player goes where it is told', async () => {
    const desk = bench();
    await desk.run('player.seek', { id: 'music', time: 30 });
    await desk.run('player.set_volume', { id: 'music', volume: 0.5 });
    expect(desk.asked).toEqual(['music seek {"time":30}', 'music volume {"volume":0.5}']);
    expect(await codeOf(desk.run('player.set_volume', { id: 'music', volume: 11 }))).toBe('EINVAL');
    expect(await codeOf(desk.run('player.play', { id: 'gone' }))).toBe('ENOENT');
  });
});

describe('system', () => {
  test('confirm gives the answer of the person', async () => {
    const asked = { message: 'Remove all?', action: 'Remove', danger: true };
    expect(await bench().value('system.confirm', asked)).toBe(true);
    const desk = bench({}, { yes: false });
    expect(await desk.value('system.confirm', asked)).toBe(false);
    expect(desk.asked).toEqual(['confirm Remove all?||Remove']);
  });
  test('alert is a notice of the desktop, a question without one', async () => {
    const desk = bench();
    await desk.run('system.alert', { message: 'Full', title: 'List' });
    expect(desk.asked).toEqual(['alert List|Full']);
    const bare = bench({}, { desktop: false });
    await bare.run('system.alert', { message: 'Full' });
    expect(bare.asked).toEqual(['confirm Message|Full|OK']);
  });
  test('undo, redo and history', async () => {
    const desk = bench();
    expect(await desk.value('system.undo')).toBe(true);
    expect(await desk.value('system.redo')).toBe(false);
    expect(await desk.run('system.get_history')).toEqual({ undo: [{ label: 'save click', at: 5 }], redo: [] });
  });
  test('a snapshot puts back what it took, and nothing else', async () => {
    const desk = bench({ board: [1], turn: 'X', other: 1 });
    const snapshot = await desk.value('system.snapshot', { paths: ['board', 'turn'] });
    Object.assign(desk.data, { board: [2], turn: 'O', other: 2 });
    expect(await desk.value('system.restore', { snapshot })).toBe(2);
    expect(desk.data).toEqual({ board: [1], turn: 'X', other: 2 });
    const hostile = JSON.parse('{"a.constructor.b": 1}');
    expect(await codeOf(desk.run('system.restore', { snapshot: hostile }))).toBe('EINVAL');
    expect(await codeOf(desk.run('system.restore', { snapshot: { '1bad path': 1 } }))).toBe('EINVAL');
  });
});

describe('clipboard and hub', () => {
  test('paste gives the text, a refusal is an error', async () => {
    expect(await bench().value('clipboard.paste')).toBe('from elsewhere');
    expect(await codeOf(bench({}, { yes: false }).run('clipboard.paste'))).toBe('EACCES');
    expect(await codeOf(bench({}, { desktop: false }).run('clipboard.paste'))).toBe('ENOTSUP');
  });
  test('apps of one category', async () => {
    expect(await bench().value('hub.load_apps', { category: 'writing' })).toMatchObject([{ id: 'notes' }]);
    expect(await bench().value('hub.load_apps')).toHaveLength(2);
  });
});
