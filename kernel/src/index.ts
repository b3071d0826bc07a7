/** What others may use of the kernel in their own process: everything else goes through gRPC. */
export { createKernel, type Kernel, type KernelLog, type KernelOptions, newBootId } from './kernel.ts';
