/**
 * Property tests draw the same values at every run, so that a red run says something about the change and not about luck.
 * `AGENTOS_TEST_SEED=random` draws fresh ones, a number those of an earlier run.
 */
import fc from 'fast-check';

const wanted = process.env.AGENTOS_TEST_SEED ?? '20261122';
if (wanted !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
