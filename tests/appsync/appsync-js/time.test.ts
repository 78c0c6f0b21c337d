import { describe, expect, it } from 'vitest';
import { createRuntime } from '../../../local/appsync/appsync-js/runtime.ts';
import { evaluateRequest, resolverCode } from './evaluate-handler.ts';

const runtime = createRuntime();
const evaluate = (expression: string) =>
  evaluateRequest(runtime.compile(resolverCode(`return ${expression};`), 'Query.a')).value;

/** 2018-02-06T19:01:35.750Z, a Tuesday; the moment of AWS's examples. */
const moment = 1_517_943_695_750;

describe('util.time.epochMilliSecondsToFormatted', () => {
  const format = (pattern: string, timeZone?: string, milliseconds = moment) =>
    evaluate(
      `util.time.epochMilliSecondsToFormatted(${[milliseconds, JSON.stringify(pattern), JSON.stringify(timeZone)].join()})`,
    );

  it.each([
    ['yyyy-MM-dd HH:mm:ssZ', '2018-02-06 19:01:35+0000'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", '2018-02-06T19:01:35.750000Z'],
    ["EEEE, d MMMM yy 'at' h:mm a", 'Tuesday, 6 February 18 at 7:01 PM'],
    ["h 'o''clock' ''", "7 o'clock '"],
    ['E EEE EEEEE e ee eee c', 'Tue Tue T 3 03 Tue 3'],
    ['M MM MMM MMMMM LLLL', '2 02 Feb F February'],
    ['u uuuu yy yyyyy G GGGG GGGGG', '2018 2018 18 02018 AD Anno Domini A'],
    ['D DDD Q QQ QQQ QQQQ', '37 037 1 01 Q1 1st quarter'],
    ['Y w W F', '2018 6 2 1'],
    ['H k K h HH', '19 19 7 7 19'],
    ['S SS SSSSSSSSS n A N', '7 75 750000000 750000000 68495750 68495750000000'],
    ['X XX XXX x xx xxx Z ZZZZ ZZZZZ O VV', 'Z Z Z +00 +0000 +00:00 +0000 GMT Z GMT UTC'],
    ['z|zzzz', 'UTC|Coordinated Universal Time'],
    ['yyyy[-MM[-dd]]', '2018-02-06'],
    ['pppd|pppppH', '  6|   19'],
  ])('writes %s in UTC', (pattern, expected) => {
    expect(format(pattern)).toBe(expected);
  });

  it.each([
    ['Australia/Perth', 'dd HH:mm X XX XXX O OOOO VV', '07 03:01 +08 +0800 +08:00 GMT+8 GMT+08:00 Australia/Perth'],
    ['America/New_York', 'HH X z zzzz', '14 -05 EST Eastern Standard Time'],
    ['Asia/Kathmandu', 'HH:mm X XXX', '00:46 +0545 +05:45'],
    ['+05:30', 'HH:mm Z', '00:31 +0530'],
    ['GMT-3', 'HH:mm Z', '16:01 -0300'],
  ])('writes in %s', (timeZone, pattern, expected) => {
    expect(format(pattern, timeZone)).toBe(expected);
  });

  it.each([
    [Date.UTC(2017, 11, 31), '2018 1 6'],
    [Date.UTC(2016, 0, 1), '2016 1 1'],
    [Date.UTC(2016, 11, 24), '2016 52 4'],
  ])('counts American weeks on %s', (milliseconds, expected) => {
    expect(format('Y w W', 'UTC', milliseconds)).toBe(expected);
  });

  it.each([
    ['yyyy j', 'Unknown pattern letter: j'],
    ['ddd', 'Too many pattern letters: d'],
    ['V', 'Too many pattern letters: V'],
    ['{yyyy}', "Pattern includes reserved character: '{'"],
  ])('refuses %s', (pattern, message) => {
    expect(() => format(pattern)).toThrow(message);
  });

  it('refuses a time zone that does not exist', () => {
    expect(() => format('yyyy', 'Mars/Olympus')).toThrow('Unknown time-zone ID: Mars/Olympus');
  });
});

describe('util.time.parseFormattedToEpochMilliSeconds', () => {
  const parse = (...parameters: string[]) =>
    evaluate(`util.time.parseFormattedToEpochMilliSeconds(${parameters.map((text) => JSON.stringify(text)).join()})`);
  const iso = (...parameters: string[]) => new Date(Number(parse(...parameters))).toISOString();

  it('gives the moments of AWS’s examples', () => {
    expect(parse('2018-02-01 17:21:05+0800', 'yyyy-MM-dd HH:mm:ssZ')).toBe(1_517_476_865_000);
    expect(parse('2018-02-01 17:21:05', 'yyyy-MM-dd HH:mm:ss', 'Australia/Perth')).toBe(1_517_476_865_000);
  });

  it.each([
    [['01/02/18', 'dd/MM/yy'], '2018-02-01T00:00:00.000Z'],
    [['20180201172105', 'yyyyMMddHHmmss'], '2018-02-01T17:21:05.000Z'],
    [['Thu, 1 Feb 2018 5:21 PM', 'EEE, d MMM yyyy h:mm a'], '2018-02-01T17:21:00.000Z'],
    [['12 AM', 'h a'], '1970-01-01T00:00:00.000Z'],
    [['2018-02-01T17:21:05.123456Z', "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX"], '2018-02-01T17:21:05.123Z'],
    [['2018-02-01', 'yyyy-MM-dd[ HH:mm]'], '2018-02-01T00:00:00.000Z'],
    [['2018-02-01 10:00', 'yyyy-MM-dd[ HH:mm]'], '2018-02-01T10:00:00.000Z'],
    [['2018-060', 'yyyy-DDD'], '2018-03-01T00:00:00.000Z'],
    [['2018-02-31', 'yyyy-MM-dd'], '2018-02-28T00:00:00.000Z'],
    [['2018-02-01 17 America/New_York', 'yyyy-MM-dd HH VV'], '2018-02-01T22:00:00.000Z'],
    // Clocks skip 02:30 on the first of these days and show 01:30 twice on the other.
    [['2018-03-11 02:30', 'yyyy-MM-dd HH:mm', 'America/New_York'], '2018-03-11T07:30:00.000Z'],
    [['2018-11-04 01:30', 'yyyy-MM-dd HH:mm', 'America/New_York'], '2018-11-04T05:30:00.000Z'],
  ])('reads %j', (parameters, expected) => {
    expect(iso(...parameters)).toBe(expected);
  });

  it.each([
    [['2018-13-01', 'yyyy-MM-dd'], 'could not be parsed'],
    [['2018-02-01 24:00', 'yyyy-MM-dd HH:mm'], 'could not be parsed'],
    [['1 Feb', 'd MMMM'], 'could not be parsed'],
    [['2018 6', 'Y w'], "The format letter 'Y' is not emulated in parsing"],
  ])('refuses %j', (parameters, message) => {
    expect(() => parse(...parameters)).toThrow(message);
  });
});

describe('util.time.parseISO8601ToEpochMilliSeconds', () => {
  it.each(['2018-02-01', '2018-02-01T17:21:05', 'Feb 1 2018', '2018-02-31T25:00:00Z'])('refuses %s', (text) => {
    expect(() => evaluate(`util.time.parseISO8601ToEpochMilliSeconds("${text}")`)).toThrow('is no ISO 8601 time');
  });
});
