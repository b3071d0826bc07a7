import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFamily, joinExpositions, parseExposition } from './exposition.ts';

const good = `# HELP requests_total Requests
# TYPE requests_total counter
requests_total{route="/a\\"b\\\\c\\n",method="GET"} 3
requests_total{route="/",method="GET"} 1e3
# HELP took_seconds Duration
# TYPE took_seconds histogram
took_seconds_bucket{le="0.1"} 1
took_seconds_bucket{le="+Inf"} 2
took_seconds_sum 1.5
took_seconds_count 2
`;

test('a valid text is read with types, help and escaped labels', () => {
  const [requests, took] = parseExposition(good);
  expect(requests).toMatchObject({ name: 'requests_total', type: 'counter', help: 'Requests' });
  expect(requests!.samples[0]).toEqual({
    name: 'requests_total',
    labels: { route: '/a"b\\c\n', method: 'GET' },
    value: 3,
  });
  expect(took!.samples).toHaveLength(4);
  expect(
    parseExposition(good)
      .map((family) => family.text)
      .join(''),
  ).toBe(good);
});

test.each([
  ['no line feed at the end', 'a 1'],
  ['a name that is none', '1a 1\n'],
  ['a value that is none', 'a one\n'],
  ['an unescaped quote', 'a{b="c"d"} 1\n'],
  ['a label twice', 'a{b="1",b="2"} 1\n'],
  ['an unknown type', '# TYPE a number\na 1\n'],
  ['a type twice', '# TYPE a gauge\n# TYPE a gauge\na 1\n'],
  ['a type after its samples', 'a 1\n# TYPE a gauge\n'],
  ['a sample twice', '# TYPE a gauge\na{b="1"} 1\na{b="1"} 2\n'],
  ['the same labels in another order', '# TYPE a gauge\na{b="1",c="2"} 1\na{c="2",b="1"} 2\n'],
  ['a family twice', '# TYPE a gauge\na 1\n# TYPE b gauge\nb 1\n# TYPE a gauge\na 2\n'],
  ['a family in pieces', 'a{x="1"} 1\nb 1\na{x="2"} 2\n'],
  ['a counter below zero', '# TYPE a_total counter\na_total -1\n'],
  ['a histogram without its last bucket', '# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n'],
  ['buckets that fall', '# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n'],
  [
    'bounds that do not rise',
    '# TYPE a histogram\na_bucket{le="2"} 1\na_bucket{le="1"} 1\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
  ],
  ['a count that is another', '# TYPE a histogram\na_bucket{le="+Inf"} 1\na_sum 1\na_count 2\n'],
  ['a histogram without a sum', '# TYPE a histogram\na_bucket{le="+Inf"} 1\na_count 1\n'],
])('refused: %s', (_, text) => {
  expect(() => parseExposition(text)).toThrow();
});

test('joined texts have each family once, and a broken source does not take the others with it', () => {
  const { text, problems } = joinExpositions([
    { name: 'one', text: '# TYPE a gauge\na 1\n' },
    { name: 'broken', text: 'b{ 1\n' },
    { name: 'two', text: '# TYPE a gauge\na 2\n# TYPE c gauge\nc 3\n' },
  ]);
  expect(parseExposition(text).map(({ name }) => name)).toEqual(['a', 'c']);
  expect(parseExposition(text)[0]!.samples[0]!.value).toBe(1);
  expect(problems.map(({ source }) => source)).toEqual(['broken', 'two']);
});

test('what is written is read back as it was, whatever is in labels and help', () => {
  const label = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(label, label, fc.double(), (one, help, value) => {
      const text = formatFamily('a', 'gauge', help, [{ labels: { one }, value }]);
      const [family, ...others] = parseExposition(text);
      expect(others).toEqual([]);
      expect(family!.samples).toEqual([{ name: 'a', labels: { one }, value: value === 0 ? 0 : value }]);
    }),
  );
});
