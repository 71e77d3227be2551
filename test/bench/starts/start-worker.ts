import { performance } from 'node:perf_hooks';

// Loads a function's bundle as Lambda does, and prints how long it took until there was a handler.
const { bundle } = JSON.parse(process.argv[2] ?? '') as { readonly bundle: string };
const began = performance.now();
const { handler } = (await import(bundle)) as { readonly handler?: unknown };
const ms = performance.now() - began;
if (typeof handler !== 'function') throw new Error('The bundle has no handler.');
console.log(JSON.stringify({ ms }));
process.exit(0);
