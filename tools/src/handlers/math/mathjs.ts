/**
 * The functions of mathjs that the tools use, over plain numbers and arrays; loaded on first use. Its parser is not among them,
 * so no text of an app reaches it.
 */
export {
  add,
  det,
  erf,
  gamma,
  inv,
  lusolve,
  mad,
  median,
  multiply,
  quantileSeq,
  subtract,
  transpose,
} from 'mathjs';
