/**
 * Makes time pass several times as fast in the thread that loads it, for whatever is loaded later: at a speed of ten every
 * wait takes a tenth, and the clock goes on by a second in each 100 ms. Leaves out `process.hrtime` and what Node and its
 * addons time by themselves.
 */
import { ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/** Threads that share a clock are told how fast it is, and since when, in epoch milliseconds. */
const speed = Number(process.env.FAST_CLOCK_SPEED);
const since = Number(process.env.FAST_CLOCK_SINCE);
if (!(since > 0 && speed > 0)) throw new Error('FAST_CLOCK_SPEED and FAST_CLOCK_SINCE must be set');

const real = {
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  sleep: timers.setTimeout,
  abortAfter: AbortSignal.timeout,
  date: Date,
  dateNow: Date.now,
  performanceNow: performance.now.bind(performance),
  writeHead: ServerResponse.prototype.writeHead,
};

const hurried =
  (schedule: typeof setTimeout | typeof setInterval) =>
  (callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
    schedule(callback, ms / speed, ...args);
const now = () => Math.floor(since + (real.dateNow() - since) * speed);

Object.assign(globalThis, {
  setTimeout: hurried(real.setTimeout),
  setInterval: hurried(real.setInterval),
  Date: new Proxy(real.date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  }),
});
real.date.now = now;
performance.now = () => real.performanceNow() * speed;
AbortSignal.timeout = (ms) => real.abortAfter(Math.ceil(ms / speed));
timers.setTimeout = (ms, value, options) => real.sleep(ms === undefined ? ms : ms / speed, value, options);
syncBuiltinESMExports();

// Node writes the header by a clock of its own, and the SDK would set its own by that.
ServerResponse.prototype.writeHead = function writeHead(this: ServerResponse, ...args: unknown[]) {
  this.setHeader('date', new Date().toUTCString());
  return Reflect.apply(real.writeHead, this, args);
};
