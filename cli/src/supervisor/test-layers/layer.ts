/** A layer for the supervisor's tests: real process and channel, behaviour told by the environment. */
const behaviour = process.env.TEST_LAYER ?? '';

process.on('disconnect', () => process.exit(0));
process.on('message', (message: { type: string }) => {
  console.log(JSON.stringify({ got: message }));
  if (message.type === 'ping' && behaviour !== 'stuck') process.send?.({ type: 'pong' });
  if (message.type === 'stop' && behaviour !== 'deaf') process.exit(0);
});
if (behaviour === 'deaf') process.on('SIGTERM', () => {});
process.on('SIGUSR2', () => process.send?.({ type: 'want', layer: 'ai' }));

if (behaviour === 'broken') {
  console.error('no such disk');
  process.exit(3);
}
if (behaviour !== 'silent') process.send?.({ type: 'ready', detail: { port: 4000 + (process.pid % 1000) } });
