/** Lengths of time as people write them: "25 minutes", "an hour and a half", "2:30", "ninety seconds". */

const units: Readonly<Record<string, number>> = {
  h: 3600,
  hour: 3600,
  hours: 3600,
  hr: 3600,
  hrs: 3600,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
};
const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function wordNumber(word: string): number | undefined {
  if (word === 'a' || word === 'an') return 1;
  const low = small.indexOf(word);
  if (low >= 0) return low;
  const [first = '', second] = word.split('-');
  const ten = tens.indexOf(first);
  if (ten < 0) return undefined;
  const rest = second === undefined ? 0 : small.indexOf(second);
  return rest < 0 ? undefined : (ten + 2) * 10 + rest;
}

/** Longest time that a timer is set to. */
export const longestSeconds = 24 * 3600;

/** Seconds that a text names, or undefined. */
export function secondsIn(text: string): number | undefined {
  const clock = /\b(\d{1,2}):([0-5]\d)\b/.exec(text);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  let total = 0;
  let found = false;
  const pattern =
    /\b(?:(half)(?: an?)?|(\d+(?:[.,]\d+)?)|([a-z]+(?:-[a-z]+)?))[ -]?(hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\b( and a half)?/g;
  for (const [, half, digits, word, unit = '', more] of text.toLowerCase().matchAll(pattern)) {
    const scale = units[unit] ?? 0;
    const count =
      half !== undefined ? 0.5 : digits !== undefined ? Number(digits.replace(',', '.')) : wordNumber(word ?? '');
    if (count === undefined) continue;
    total += (count + (more === undefined ? 0 : 0.5)) * scale;
    found = true;
  }
  return found && total > 0 ? Math.min(longestSeconds, Math.round(total)) : undefined;
}
