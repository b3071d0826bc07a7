/** The layout of `struct epoll_event`, which is packed on x86-64 alone, shared by the core and the thread that waits. */
const packed = process.arch === 'x64';
export const watchBytes = packed ? 12 : 16;
/** Where the number of the watch stands. */
export const watchIdOffset = packed ? 4 : 8;
/** Of the pipe that ends the thread. */
export const stopId = 0;
