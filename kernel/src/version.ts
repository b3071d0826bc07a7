/** Version that the kernel tells its callers. */
export const version = '0.1.0';
