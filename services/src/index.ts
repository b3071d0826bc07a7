/** What tests and tools outside of this layer may use. */
export { createServices, type Services, type ServicesOptions } from './services.ts';
