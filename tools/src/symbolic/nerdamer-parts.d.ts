/** The parts of the library, which come without types of their own. */
declare module 'nerdamer-prime/nerdamer.core' {
  import nerdamer from 'nerdamer-prime';
  export default nerdamer;
}
declare module 'nerdamer-prime/Algebra' {}
declare module 'nerdamer-prime/Calculus' {}
declare module 'nerdamer-prime/Solve' {}
