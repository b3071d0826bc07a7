/** What others may use of the kernel in their own process: everything else goes through gRPC. */
export { createKernel, type Kernel, newBootId } from './kernel.ts';
export type { KernelLog, KernelOptions } from './options.ts';
