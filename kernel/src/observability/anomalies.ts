/**
 * Streaming statistics of one kind of value (Welford's method, in constant memory) and what is far from them. Durations are
 * compared as logarithms. Two looks at each value: the value itself against three standard deviations, and a moving average
 * against the long mean, which finds a slowdown that hides in a wide spread.
 *
 * Real loads are not normal: each look raises its bound with every alarm and lets it down slowly, so that in the long run no
 * more than a fixed share of values raises one, whatever their distribution; the bound never falls below that for normal data.
 */

const warmUp = 100;
/** The past beyond so many values fades, so that a lasting change becomes the new normal. */
const memory = 10_000;
const leastSigmas = 3;
const mostSigmas = 60;
const step = 0.5;
const share = 1 / 400;
/** Of the moving average; about the last eight values. */
const weight = 1 / 8;
const narrowing = Math.sqrt((2 - weight) / weight);
const leastShift = 5;
const shiftStep = 0.5;
const shiftShare = 1 / 500;

export type Scale = 'log' | 'linear';

export interface Finding {
  readonly value: number;
  /** Geometric on a logarithmic scale. */
  readonly mean: number;
  /** Of the logarithm on a logarithmic scale. */
  readonly deviation: number;
  readonly sigmas: number;
  readonly samples: number;
}

export class Statistics {
  readonly #isLog: boolean;
  count = 0;
  #mean = 0;
  #variance = 0;
  #moving = 0;
  #bound = leastSigmas;
  #shiftBound = leastShift;

  constructor(scale: Scale) {
    this.#isLog = scale === 'log';
  }

  get mean(): number {
    return this.#isLog ? Math.exp(this.#mean) : this.#mean;
  }

  /** Standard deviation; of the logarithm on a logarithmic scale. */
  get deviation(): number {
    return Math.sqrt(this.#variance);
  }

  /** Takes a value in; tells when it is far from the ones before. */
  observe(value: number): Finding | undefined {
    const x = this.#isLog ? Math.log(value > 1e-3 ? value : 1e-3) : value;
    const finding = this.count >= warmUp ? this.#judge(x, value) : undefined;
    const count = ++this.count;
    const part = count < memory ? 1 / count : 1 / memory;
    const delta = x - this.#mean;
    this.#mean += delta * part;
    // Welford's update; with a fixed part the past fades.
    const variance = (1 - part) * (this.#variance + part * delta * delta);
    this.#variance = count === 1 ? 0 : variance;
    if (count <= warmUp) this.#moving = this.#mean;
    return finding;
  }

  #judge(x: number, value: number): Finding | undefined {
    const deviation = Math.max(Math.sqrt(this.#variance), this.#isLog ? 0.02 : Math.abs(this.#mean) * 1e-6 + 1e-9);
    const sigmas = (x - this.#mean) / deviation;
    this.#moving += (x - this.#moving) * weight;
    const shift = ((this.#moving - this.#mean) / deviation) * narrowing;
    const { count } = this;
    // A mean and a deviation of few values are uncertain themselves: Student's distribution instead of the normal one.
    const widened = count < 5_000 ? Math.sqrt(1 + 1 / count) * (1 + 2.5 / (count - 1)) : 1;
    let found = false;
    if (Math.abs(sigmas) > this.#bound * widened) {
      found = true;
      this.#bound = Math.min(mostSigmas, this.#bound + step * (1 - share));
    } else if (this.#bound > leastSigmas) {
      this.#bound = Math.max(leastSigmas, this.#bound - step * share);
    }
    let told = sigmas;
    if (Math.abs(shift) > this.#shiftBound * widened) {
      if (!found) told = shift;
      found = true;
      this.#shiftBound = Math.min(mostSigmas, this.#shiftBound + shiftStep * (1 - shiftShare));
      this.#moving = this.#mean;
    } else if (this.#shiftBound > leastShift) {
      this.#shiftBound = Math.max(leastShift, this.#shiftBound - shiftStep * shiftShare);
    }
    if (!found) return undefined;
    return { value, mean: this.mean, deviation: Math.sqrt(this.#variance), sigmas: told, samples: count };
  }
}
