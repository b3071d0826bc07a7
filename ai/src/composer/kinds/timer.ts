/** Timers that count down and stopwatches that count up. What is left or measured survives closing the window. */
import type { Blueprint, Component, HandlerStep } from '@agentos/blueprint';
import { addTo, onlyIf, set } from '../actions.ts';
import { documentOf } from '../document.ts';
import { secondsIn } from '../durations.ts';
import { button, col, named, row, text, when } from '../parts.ts';
import type { Plan, Question } from '../plan.ts';

export function composeTimer(plan: Plan): Blueprint | Question {
  if (/\bcount(?:ing)? ?down (?:to|until|till)\b/.test(plan.request) && secondsIn(plan.request) === undefined) {
    return {
      question: 'I can count down a length of time, not to a date. How long should it run?',
      suggestions: ['Countdown of 10 minutes', 'Pomodoro timer 25 minutes', 'Stopwatch with laps'],
    };
  }
  return /\b(stop ?watch|laps?|count(ing)? up|elapsed)\b/.test(plan.request)
    ? composeStopwatch(plan)
    : composeCountdown(plan);
}

const fallbackSeconds = 5 * 60;

function composeCountdown(plan: Plan): Blueprint {
  const pomodoro = /\bpomodoros?\b/.test(plan.request);
  const seconds = secondsIn(plan.request) ?? (pomodoro ? 25 * 60 : fallbackSeconds);
  const stop: HandlerStep = { tool: 'timer.stop', args: { path: 'left' } };
  const start: HandlerStep = {
    tool: 'timer.start',
    args: {
      path: 'left',
      every_ms: 1000,
      step: -1,
      until: 0,
      running: 'running',
      message: pomodoro ? 'Time for a break' : 'Time is up',
    },
  };
  const setTo = (amount: string | number): HandlerStep[] => [stop, set('seconds', amount), set('left', '=seconds')];
  const presets = pomodoro
    ? [
        named('focus', button('Focus', setTo(seconds), { variant: 'outline', size: 'small' })),
        named('short-break', button('Short break', setTo(5 * 60), { variant: 'outline', size: 'small' })),
        named('long-break', button('Long break', setTo(15 * 60), { variant: 'outline', size: 'small' })),
      ]
    : [1, 5, 10].map((minutes) =>
        named(
          `add-${minutes}`,
          button(`+${minutes} min`, [set('left', `=left + ${minutes * 60}`), set('seconds', '=max(seconds, left)')], {
            variant: 'outline',
            size: 'small',
            disabled: '=running',
          }),
        ),
      );
  return documentOf(plan, {
    data: { seconds, left: seconds, running: false, minutes: Math.round((seconds / 60) * 100) / 100 },
    persist: ['seconds', 'left'],
    width: 380,
    height: 400,
    components: [
      named(
        'clock',
        col(
          [
            named('time', text('=duration(left * 1000)', 'display', { align: 'center' })),
            named('share', {
              type: 'progress',
              props: { value: '=seconds == 0 ? 0 : (seconds - left) / seconds * 100', max: 100, label: 'Time gone' },
            }),
            named(
              'state',
              text(
                "=left == 0 ? 'Time is up' : running ? 'Running' : left == seconds ? 'Ready' : 'Paused'",
                'caption',
                { align: 'center', tone: 'muted', live: true },
              ),
            ),
          ],
          { gap: 12, padding: 16, surface: true, role: 'status' },
        ),
      ),
      named(
        'controls',
        row(
          [
            when(
              '!running',
              named(
                'start',
                button('Start', [onlyIf('left == 0', set('left', '=seconds')), start], {
                  variant: 'primary',
                  icon: 'play',
                  grow: true,
                }),
              ),
            ),
            when('running', named('pause', button('Stop', [stop], { icon: 'pause', grow: true }))),
            named(
              'reset',
              button('Reset', [stop, set('left', '=seconds')], { variant: 'outline', icon: 'reset', grow: true }),
            ),
          ],
          { justify: 'center', role: 'group' },
        ),
      ),
      named('presets', row(presets, { justify: 'center', wrap: true })),
      named(
        'own-time',
        row(
          [
            named('minutes', {
              type: 'input',
              props: { label: 'Minutes', kind: 'number', min: 0, step: 0.5, grow: true },
              bind: 'minutes',
            }),
            named(
              'set',
              button('Set', setTo('=max(1, round(number(minutes) * 60, 0))'), {
                disabled: '=number(minutes) == null || number(minutes) <= 0',
              }),
            ),
          ],
          { align: 'end' },
        ),
      ),
    ],
  });
}

function composeStopwatch(plan: Plan): Blueprint {
  const stop: HandlerStep = { tool: 'timer.stop', args: { path: 'elapsed' } };
  const start: HandlerStep = {
    tool: 'timer.start',
    args: { path: 'elapsed', every_ms: 100, step: 100, running: 'running' },
  };
  const laps: Component = named('laps', {
    type: 'list',
    props: { variant: 'striped', empty: 'No laps yet. Press Lap while the time runs.', grow: true },
    children: [
      named('lap-row', {
        ...row([
          text("='Lap ' + text(count(laps) - index)", 'body', { grow: true }),
          text('=duration(item.time, true)', 'code'),
        ]),
        repeat: { each: 'laps', key: 'id' },
      }),
    ],
  });
  return documentOf(plan, {
    data: { elapsed: 0, running: false, laps: [] },
    persist: ['elapsed', 'laps'],
    width: 380,
    height: 480,
    components: [
      named(
        'clock',
        col([named('time', text('=duration(elapsed, true)', 'display', { align: 'center' }))], {
          padding: 16,
          surface: true,
        }),
      ),
      named(
        'controls',
        row(
          [
            when(
              '!running',
              named('start', button('Start', [start], { variant: 'primary', icon: 'play', grow: true })),
            ),
            when('running', named('stop', button('Stop', [stop], { icon: 'pause', grow: true }))),
            named(
              'lap',
              button('Lap', [addTo('laps', { time: '=elapsed' }, 'start')], {
                variant: 'outline',
                grow: true,
                disabled: '=!running',
              }),
            ),
            named(
              'reset',
              button('Reset', [stop, set('elapsed', 0), set('laps', [])], {
                variant: 'outline',
                icon: 'reset',
                grow: true,
              }),
            ),
          ],
          { justify: 'center', role: 'group' },
        ),
      ),
      laps,
    ],
  });
}
